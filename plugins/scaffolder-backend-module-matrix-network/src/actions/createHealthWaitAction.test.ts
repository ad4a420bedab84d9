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
import {
  Finding,
  MatrixClusterDetail,
  parseStackSpec,
} from '@matrix-network/backstage-plugin-matrix-network-common';
import { mockServices } from '@backstage/backend-test-utils';
import { fakeApi, spec } from '../__testUtils__/fakeApi';
import { FlakyBackend, Reply } from '../__testUtils__/flakyBackend';
import { createHealthWaitAction } from './createHealthWaitAction';

const finding = (severity: Finding['severity'], title: string): Finding => ({
  code: 'ingress-replicas-under-target',
  severity,
  subject: { kind: 'Deployment', name: 'ingress-nginx-controller' },
  title,
  cause: 'One replica is ready',
  remedy: 'Wait for the others',
  workloads: [],
});

const detail = (
  findings: Finding[],
  overrides: Partial<MatrixClusterDetail> = {},
): MatrixClusterDetail => ({
  spec: parseStackSpec(spec),
  poll: { intervalSeconds: 15, lastSuccessAt: '2026-11-24T00:00:00Z' },
  health: {
    matrixCluster: 'chat-eu',
    kubernetesCluster: 'sandbox',
    namespace: 'matrix',
    domain: 'chat.example.org',
    status: findings.some(f => f.severity === 'critical')
      ? 'failing'
      : 'healthy',
    seenAt: '2026-11-24T00:00:00Z',
    policies: [],
    cni: { name: 'Calico', enforcesPolicies: 'yes', evidence: 'DaemonSet' },
    contract: [],
    workloads: [],
    ingress: {
      targetReplicas: 3,
      targetCcu: 5000,
      capacityCcu: 5000,
      exposure: 'nodePort',
      routes: [],
    },
    certificates: [],
    issuers: [],
    findings,
  },
  ...overrides,
});

const input = { matrixCluster: 'chat-eu' };

describe('matrix-network:health:wait', () => {
  it('polls until nothing critical is left', async () => {
    const answers = [
      detail([finding('critical', 'Only 1 of 3 replicas is ready')]),
      detail([finding('warning', 'One certificate renews late')]),
    ];
    const refreshMatrixCluster = jest.fn(async () => answers.shift()!);
    const action = createHealthWaitAction(
      async () => fakeApi({ refreshMatrixCluster }),
      { pollMilliseconds: 1 },
    );
    const ctx = createMockActionContext({ input });
    await action.handler(ctx);
    expect(refreshMatrixCluster).toHaveBeenCalledTimes(2);
    expect(ctx.output).toHaveBeenCalledWith('status', 'healthy');
    expect(ctx.output).toHaveBeenCalledWith('findings', [
      'One certificate renews late',
    ]);
  });

  it('fails in the end with what is not healthy and its remedy', async () => {
    const action = createHealthWaitAction(
      async () =>
        fakeApi({
          refreshMatrixCluster: async () =>
            detail([finding('critical', 'Only 1 of 3 replicas is ready')]),
        }),
      { pollMilliseconds: 400 },
    );
    await expect(
      action.handler(
        createMockActionContext({ input: { ...input, timeoutSeconds: 1 } }),
      ),
    ).rejects.toThrow(
      /did not become healthy in time:\s+Only 1 of 3 replicas is ready: Wait for the others/,
    );
  });

  it('counts warnings as well where none are tolerated', async () => {
    const action = createHealthWaitAction(
      async () =>
        fakeApi({
          refreshMatrixCluster: async () =>
            detail([finding('warning', 'One certificate renews late')]),
        }),
      { pollMilliseconds: 400 },
    );
    await expect(
      action.handler(
        createMockActionContext({
          input: { ...input, timeoutSeconds: 1, tolerate: 'none' },
        }),
      ),
    ).rejects.toThrow(/One certificate renews late/);
  });

  it('does not take an old health for a good one while the cluster cannot be read', async () => {
    const action = createHealthWaitAction(
      async () =>
        fakeApi({
          refreshMatrixCluster: async () =>
            detail([], {
              poll: { intervalSeconds: 15, error: 'connect ECONNREFUSED' },
            }),
        }),
      { pollMilliseconds: 400 },
    );
    await expect(
      action.handler(
        createMockActionContext({ input: { ...input, timeoutSeconds: 1 } }),
      ),
    ).rejects.toThrow(/cannot be read: connect ECONNREFUSED/);
  });

  describe('while the backend does not answer', () => {
    let backend: FlakyBackend;

    afterEach(() => backend.stop());

    async function wait(replies: Reply[], timeoutSeconds: number) {
      backend = await FlakyBackend.start(...replies);
      const logger = mockServices.logger.mock();
      const action = createHealthWaitAction(backend.apiFor, {
        pollMilliseconds: 20,
      });
      const ctx = createMockActionContext({
        input: { ...input, timeoutSeconds },
        logger,
      });
      return { done: action.handler(ctx), ctx, logger };
    }

    it('asks again, and goes on with what it answers then', async () => {
      const { done, ctx, logger } = await wait(
        [{ status: 502 }, 'cut', { status: 429 }, { json: detail([]) }],
        20,
      );
      await done;
      expect(ctx.output).toHaveBeenCalledWith('status', 'healthy');
      expect(logger.warn).toHaveBeenCalledTimes(1);
    });

    it('gives up when its time is over', async () => {
      const { done } = await wait([{ status: 503 }], 1);
      await expect(done).rejects.toThrow(
        /^Whether chat-eu is healthy could not be read: Request failed with 503/,
      );
    });

    it('ends at once where it is refused', async () => {
      const { done } = await wait([{ status: 403 }], 20);
      await expect(done).rejects.toThrow(/Request failed with 403/);
      expect(backend.requests).toHaveLength(1);
    });
  });
});
