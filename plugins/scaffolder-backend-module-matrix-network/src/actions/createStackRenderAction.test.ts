/*
 * Copyright 2026 The Matrix Network Authors
 *
 * Licensed under the Apache License, Version 2.0 (the "License");
 * you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at
 *
 *     http://www.apache.org/licenses/LICENSE-2.0
 *
 * Unless required by applicable law or agreed to in writing, software
 * distributed under the License is distributed on an "AS IS" BASIS,
 * WITHOUT WARRANTIES OR CONDITIONS OF ANY KIND, either express or implied.
 * See the License for the specific language governing permissions and
 * limitations under the License.
 */

import { createMockActionContext } from '@backstage/plugin-scaffolder-node-test-utils';
import { createMockDirectory } from '@backstage/backend-test-utils';
import { parse } from 'yaml';
import { fakeApi, spec } from '../__testUtils__/fakeApi';
import { createStackRenderAction } from './createStackRenderAction';

describe('matrix-network:stack:render', () => {
  const workspace = createMockDirectory();

  const action = createStackRenderAction(async () =>
    fakeApi({
      renderStack: async () => ({
        stages: [
          {
            id: 'policies',
            title: 'Policies',
            manifests: 'kind: NetworkPolicy\n',
            objects: ['NetworkPolicy matrix/allow-dns'],
          },
          { id: 'monitoring', title: 'Monitoring', manifests: '', objects: [] },
          {
            id: 'default-deny',
            title: 'Default deny',
            manifests: 'kind: NetworkPolicy\n',
            objects: ['NetworkPolicy matrix/default-deny-all'],
          },
        ],
        warnings: [
          { code: 'x', field: 'ingress.release', message: 'It is retired' },
        ],
        replicas: 3,
        flowChanges: { opened: [], closed: [], rows: [], truncated: false },
      }),
    }),
  );

  it('writes the spec and one file a stage, in their order, leaving out empty stages', async () => {
    const ctx = createMockActionContext({
      input: { spec },
      workspacePath: workspace.path,
    });
    await action.handler(ctx);

    const files = [
      'matrix-network/matrix-cluster.yaml',
      'matrix-network/01-policies.yaml',
      'matrix-network/02-default-deny.yaml',
    ];
    expect(ctx.output).toHaveBeenCalledWith('files', files);
    expect(ctx.output).toHaveBeenCalledWith('objects', 2);
    expect(ctx.output).toHaveBeenCalledWith('warnings', ['It is retired']);

    const content = workspace.content() as {
      'matrix-network': Record<string, string>;
    };
    expect(Object.keys(content['matrix-network']).sort()).toEqual([
      '01-policies.yaml',
      '02-default-deny.yaml',
      'matrix-cluster.yaml',
    ]);
    expect(
      parse(content['matrix-network']['matrix-cluster.yaml']),
    ).toMatchObject({
      kind: 'MatrixCluster',
      metadata: { name: 'chat-eu' },
      spec: { domain: 'chat.example.org', namespace: 'matrix' },
    });
  });

  it('refuses to write outside the workspace', async () => {
    await expect(
      action.handler(
        createMockActionContext({
          input: { spec, targetPath: '../elsewhere' },
          workspacePath: workspace.path,
        }),
      ),
    ).rejects.toThrow(/outside/i);
  });
});
