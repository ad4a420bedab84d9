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

import { mockServices } from '@backstage/backend-test-utils';
import { DatabaseInventoryStore } from '../database/DatabaseInventoryStore';
import { DatabaseOperationStore } from '../database/DatabaseOperationStore';
import { DatabaseSpecStore } from '../database/DatabaseSpecStore';
import { databaseIds, migratedDatabase } from '../__testUtils__/databases';
import { fakeClusters, fakeEngine, specOf } from '../__testUtils__/fakes';
import { ApplyHandler } from './ApplyHandler';
import { OperationRunner } from './OperationRunner';

jest.setTimeout(60_000);

const notHere = {
  run: async () => ({ status: 'failed' as const, error: 'not in this test' }),
};

describe.each(databaseIds)(
  'first applies side by side on one Kubernetes cluster, %p',
  id => {
    async function applied(specs: ReturnType<typeof specOf>[]) {
      const knex = await migratedDatabase(id);
      const store = new DatabaseOperationStore(knex);
      const inventory = new DatabaseInventoryStore(knex);
      const sizedFor: string[] = [];
      const apply = new ApplyHandler({
        engine: fakeEngine({
          apply: async ({ stack }) => {
            await new Promise(resolve => setTimeout(resolve, 300));
            return {
              created: stack.stages.length,
              changed: 0,
              unchanged: 0,
              conflicts: [],
            };
          },
          render: async (spec, _facts, _signal, neighbours) => {
            const all = [spec, ...neighbours.map(neighbour => neighbour.spec)];
            sizedFor.push(all.map(({ name }) => name).join(' and '));
            return fakeEngine().render(spec, _facts, _signal, neighbours);
          },
        }),
        clusters: fakeClusters(),
        specs: new DatabaseSpecStore(knex),
        inventory,
        afterApply: async () => {},
      });
      const operations = [];
      for (const spec of specs) {
        operations.push(
          await store.enqueue({
            requestedBy: 'user:default/guest',
            request: { kind: 'apply', spec, force: [] },
            storeSpec: true,
          }),
        );
        // Their order is that of their time.
        await new Promise(resolve => setTimeout(resolve, 5));
      }
      const runners = ['one', 'two'].map(
        owner =>
          new OperationRunner({
            store,
            handlers: { apply, uninstall: notHere, probe: notHere },
            logger: mockServices.logger.mock(),
            owner,
            concurrency: 2,
          }),
      );
      await Promise.all(runners.map(runner => runner.tick()));
      await Promise.all(runners.map(runner => runner.idle()));
      const ended = await Promise.all(operations.map(one => store.get(one.id)));
      return { ended, sizedFor };
    }

    it('see each other, so that what they share is sized for both', async () => {
      const { ended, sizedFor } = await applied([
        specOf('eu'),
        { ...specOf('us'), namespace: 'matrix-us' },
      ]);
      expect(ended).toMatchObject([
        { status: 'succeeded' },
        { status: 'succeeded' },
      ]);
      expect(sizedFor).toEqual(['eu', 'us and eu']);
    });

    it('cannot both take the same namespace', async () => {
      const { ended } = await applied([specOf('eu'), specOf('us')]);
      expect(ended).toMatchObject([
        { status: 'succeeded' },
        { status: 'failed', error: expect.stringContaining('namespace') },
      ]);
    });
  },
);
