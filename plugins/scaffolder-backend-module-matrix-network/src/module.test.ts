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

import { startTestBackend } from '@backstage/backend-test-utils';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import {
  scaffolderActionsExtensionPoint,
  TemplateAction,
} from '@backstage/plugin-scaffolder-node';
import { scaffolderModuleMatrixNetwork } from './module';

describe('scaffolderModuleMatrixNetwork', () => {
  it('adds the actions, each with examples and dry run, none with a token as input', async () => {
    const added: TemplateAction[] = [];
    await startTestBackend({
      extensionPoints: [
        [
          scaffolderActionsExtensionPoint,
          {
            addActions: (...actions: TemplateAction[]) =>
              added.push(...actions),
          },
        ],
      ],
      features: [
        scaffolderModuleMatrixNetwork,
        catalogServiceMock.factory({ entities: [] }),
      ],
    });
    expect(added.map(action => action.id).sort()).toEqual([
      'matrix-network:catalog:wait',
      'matrix-network:certificate:check',
      'matrix-network:connectivity:probe',
      'matrix-network:health:wait',
      'matrix-network:stack:apply',
      'matrix-network:stack:plan',
      'matrix-network:stack:render',
    ]);
    for (const action of added) {
      expect(action.supportsDryRun).toBe(true);
      expect(action.examples?.length).toBeGreaterThan(0);
      expect(JSON.stringify(action.schema?.input)).not.toMatch(/token/i);
    }
  });
});
