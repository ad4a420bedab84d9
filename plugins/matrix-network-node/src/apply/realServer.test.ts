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

import {
  ProgressEvent,
  Stack,
} from '@matrix-network/backstage-plugin-matrix-network-common';
import {
  kubernetesBinaries,
  startKubernetes,
  TestKubernetes,
} from '@matrix-network/test-kubernetes';
import { ClusterClient, createClusterClient } from '../cluster';
import { realMirror } from '../__testUtils__/mirror';
import { realStack } from '../__testUtils__/realStack';
import { hookProductOf } from '../stack/HookProduct';
import { applyStack } from './applyStack';
import { planStack } from './planStack';
import {
  describeEntry,
  inventoryOf,
  planRemoval,
  removeObjects,
} from './removal';

jest.setTimeout(300_000);

const describeReal =
  kubernetesBinaries() && realMirror ? describe : describe.skip;

describeReal(
  'the whole stack with upstream manifests on a real kube-apiserver',
  () => {
    let server: TestKubernetes;
    let client: ClusterClient;
    let stack: Stack;

    beforeAll(async () => {
      server = await startKubernetes();
      client = createClusterClient({
        name: 'real',
        url: server.url,
        token: server.adminToken,
        caData: Buffer.from(server.ca).toString('base64'),
      });
      stack = await realStack();
    }, 120_000);

    afterAll(() => server?.stop());

    const hooks = () =>
      stack.stages.flatMap(({ objects }) => objects).filter(hookProductOf)
        .length;

    it('is planned: what it brings a namespace or a kind for offline, the rest by the server', async () => {
      const planned = await planStack({ client, stack });

      const plans = planned.map(({ plan }) => plan);
      expect(plans.every(({ action }) => action === 'create')).toBe(true);
      expect(planned).toContainEqual({
        stage: 'cert-manager',
        object: 'CustomResourceDefinition issuers.cert-manager.io',
        plan: { action: 'create' },
      });
      expect(planned).toContainEqual({
        stage: 'policies',
        object: 'NetworkPolicy matrix/redis-access',
        plan: {
          action: 'create',
          offline: 'Namespace matrix does not exist yet',
        },
      });
      expect(planned).toContainEqual({
        stage: 'certificates',
        object: 'Certificate matrix/matrix-tls',
        plan: {
          action: 'create',
          offline:
            'the cluster does not serve kind Certificate of cert-manager.io/v1 yet',
        },
      });
      expect(
        await client.exists({
          apiVersion: 'v1',
          kind: 'Namespace',
          name: 'matrix',
        }),
      ).toBe(false);
    });

    it('goes on from wherever it was stopped, and has then nothing to change', async () => {
      const filled = stack.stages.filter(({ objects }) => objects.length > 0);
      // About as they go in, so that there mostly is something left to be made.
      const stops = [
        'namespaces',
        'cert-manager',
        'ingress-controller',
        'policies',
        'default-deny',
        'issuers',
        'certificates',
      ];
      expect(new Set(stops)).toEqual(new Set(filled.map(({ id }) => id)));
      const made: string[] = [];
      for (const id of stops) {
        const controller = new AbortController();
        const dieAt = (event: ProgressEvent) => {
          const isMade =
            event.type === 'object' &&
            event.stage === id &&
            event.result === 'created';
          const isOver = event.type === 'stageFinished' && event.stage === id;
          if (isMade || isOver) {
            made.push(...(isMade ? [id] : []));
            controller.abort(new Error('stopped'));
          }
        };
        await applyStack({
          client,
          stack,
          signal: controller.signal,
          onProgress: dieAt,
        }).catch(error => {
          if (!controller.signal.aborted) {
            throw error;
          }
        });
        expect([id, controller.signal.aborted]).toEqual([id, true]);
      }
      // Issuers and certificates may have gone in beside what it was stopped at before.
      expect(made).toEqual(expect.arrayContaining(stops.slice(0, 5)));

      const healed = await applyStack({ client, stack });
      const again = await applyStack({ client, stack });

      expect(healed.conflicts).toEqual([]);
      // No pod runs here, so that the hooks' Jobs never make what they are for.
      expect(again.created).toBeLessThanOrEqual(hooks());
      expect(again.changed).toBe(0);
      const planned = await planStack({ client, stack });
      expect(
        planned
          .filter(({ plan }) => plan.action !== 'unchanged')
          .every(({ object }) => object.startsWith('Job ')),
      ).toBe(true);
    });

    const removal = (also: string[] = []) =>
      planRemoval({
        client,
        matrixCluster: 'chat-eu',
        recorded: inventoryOf(stack),
        rendered: [],
        neighbours: [],
        also,
      });

    it('is taken out, but for what goes only when it is named', async () => {
      await removeObjects({ client, steps: await removal() });

      const left = (await removal()).filter(
        ({ decision }) => decision.action !== 'gone',
      );
      expect([...new Set(left.map(({ entry }) => entry.kind))].sort()).toEqual([
        'CustomResourceDefinition',
        'Namespace',
      ]);

      const names = left.map(({ entry }) => describeEntry(entry));
      const { kept } = await removeObjects({
        client,
        steps: await removal(names),
      });
      expect(kept).toEqual([]);
      await expect(
        client.exists({ apiVersion: 'v1', kind: 'Namespace', name: 'matrix' }),
      ).resolves.toBe(false);
    });

    it.each([1, 2, 3])(
      'is taken out as soon as it is in, kinds and all, time %d',
      async () => {
        await applyStack({ client, stack });
        const kinds = inventoryOf(stack).filter(
          ({ kind }) => kind === 'CustomResourceDefinition',
        );

        const { removed } = await removeObjects({
          client,
          steps: kinds.map(entry => ({
            entry,
            decision: { action: 'delete' },
          })),
          wait: { timeout: 20_000 },
        });

        expect(removed).toBe(6);
      },
    );
  },
);
