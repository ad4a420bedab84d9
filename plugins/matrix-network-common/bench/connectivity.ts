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

import { connectivityMatrix } from '../src/contract/connectivityMatrix';
import { flowChangesOf } from '../src/contract/flowChangesOf';
import { verifyContract } from '../src/contract/verifyContract';
import {
  healthySnapshot,
  livePod,
  specOf,
} from '../src/contract/__testUtils__/deployment';
import { naiveAllows } from '../src/policy/__testUtils__/naive';
import { NetworkSnapshot } from '../src/snapshot/NetworkSnapshot';
import { median, print } from './measure';

const spec = specOf();
const usual = healthySnapshot(spec);

/** The deployment among the pods of a hundred other namespaces. */
const crowded: NetworkSnapshot = {
  ...usual,
  pods: [
    ...usual.pods,
    ...Array.from({ length: 5_000 }, (_, index) =>
      livePod(1_000 + index, `team-${index % 100}`, `pod-${index}`, {
        app: `app-${index % 50}`,
      }),
    ),
  ],
};

/** A policy taken out: what re-applying, or a slip of the hand, amounts to. */
const changed = usual.networkPolicies.filter(
  ({ metadata }) => metadata.name !== 'redis-access',
);

/** The peer: each pair of the Matrix namespace's pods on each declared port, one by one. */
function pairByPair({ pods, ...snapshot }: NetworkSnapshot): number {
  const inside = pods.filter(
    ({ namespace }) => namespace === snapshot.namespace,
  );
  const input = {
    namespaces: snapshot.namespaces,
    pods,
    policies: snapshot.networkPolicies,
  };
  let allowed = 0;
  for (const from of inside) {
    for (const to of inside) {
      for (const { port, protocol } of to.ports) {
        allowed += naiveAllows(input, { from, to, port, protocol }) ? 1 : 0;
      }
    }
  }
  return allowed;
}

function bench(name: string, snapshot: NetworkSnapshot, work: () => void) {
  work();
  const times = median(5, work);
  print({
    bench: name,
    pods: snapshot.pods.length,
    policies: snapshot.networkPolicies.length,
    ...times,
  });
  return times;
}

/** What a page works out in the browser, over a usual deployment and on a crowded cluster. */
export function main(): void {
  for (const [size, snapshot] of [
    ['usual', usual],
    ['crowded', crowded],
  ] as const) {
    bench(`contract/${size}`, snapshot, () => verifyContract(snapshot, spec));
    bench(`what-if/${size}`, snapshot, () =>
      flowChangesOf(snapshot, spec, changed),
    );
    bench(`matrix/${size}`, snapshot, () => connectivityMatrix(snapshot, spec));
  }
  const matrix = median(5, () => connectivityMatrix(usual, spec));
  const peer = median(1, () => pairByPair(usual));
  print({
    bench: 'matrix/usual against pair by pair',
    peerMs: peer.wallMs,
    ratio: Number((peer.wallMs / matrix.wallMs).toPrecision(2)),
  });
}
