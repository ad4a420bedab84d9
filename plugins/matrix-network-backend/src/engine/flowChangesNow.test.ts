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

import { FlowChanges } from '@matrix-network/backstage-plugin-matrix-network-common';
import {
  fakeClient,
  noFlowChanges,
  snapshotOf,
  specOf,
} from '../__testUtils__/fakes';
import { flowChangesNow } from './flowChangesNow';
import { PolicyChange } from './StackEngine';

const spec = specOf();
const { signal } = new AbortController();

const flow = { source: 'Redis', destination: 'Synapse', ports: 'TCP 1' };

/** One flow closes in the spec's namespace; where it was before, one opens and a row breaks. */
async function changesOf(
  change: Parameters<typeof flowChangesNow>[4],
  before: Partial<FlowChanges> = {},
) {
  const asked: [string, PolicyChange][] = [];
  const changes = await flowChangesNow(
    {
      readSnapshot: async (_client, of) => snapshotOf(of),
      flowChanges: (snapshot, of, what) => {
        expect(snapshot.namespace).toBe(of.namespace);
        asked.push([of.namespace, what]);
        return of.namespace === spec.namespace
          ? { ...noFlowChanges, closed: [{ ...flow, workloads: [] }] }
          : {
              ...noFlowChanges,
              opened: [{ ...flow, workloads: [] }],
              rows: [
                {
                  ...flow,
                  row: 'N9',
                  expectation: 'mustNotWork',
                  before: 'holds',
                  after: 'violated',
                  explanation: 'No policy isolates it.',
                },
              ],
              ...before,
            };
      },
    },
    fakeClient('sandbox'),
    spec,
    signal,
    change,
  );
  return { asked, changes };
}

const removed = [
  { namespace: spec.namespace, name: 'sygnal-access' },
  { namespace: 'before', name: 'redis-access' },
  { namespace: 'before', name: 'default-deny-all' },
];

it('judges each namespace that loses policies, and tells them apart', async () => {
  const { asked, changes } = await changesOf({ target: 'apply', removed });

  expect(asked).toEqual([
    [spec.namespace, { target: 'apply', removed: ['sygnal-access'] }],
    [
      'before',
      { target: 'uninstall', removed: ['redis-access', 'default-deny-all'] },
    ],
  ]);
  expect(changes).toMatchObject({
    opened: [{ source: 'before: Redis', destination: 'Synapse' }],
    closed: [{ source: 'Redis', destination: 'Synapse' }],
    rows: [{ row: 'N9 (before)', source: 'before: Redis' }],
    truncated: false,
  });
});

it("judges the spec's own namespace alone where no other loses any", async () => {
  const { asked } = await changesOf({ target: 'apply', removed: [] });

  expect(asked).toEqual([[spec.namespace, { target: 'apply', removed: [] }]]);
});

it('says nothing at all where one of them can not be judged', async () => {
  const notJudgeable = 'Not read from the cluster: pods.';
  const { changes } = await changesOf(
    { target: 'apply', removed },
    { ...noFlowChanges, notJudgeable },
  );

  expect(changes).toEqual({ ...noFlowChanges, notJudgeable });
});
