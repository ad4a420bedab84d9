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

import { NetworkPolicyPeer } from '@matrix-network/backstage-plugin-matrix-network-common';
import { PolicyLint, subjectOf } from './PolicyLint';
import { PlacedRule, rulesOf } from './rulesOf';

function onlyNamespace({ namespaceSelector, podSelector }: NetworkPolicyPeer) {
  return namespaceSelector !== undefined && podSelector === undefined;
}

function onlyPods({ namespaceSelector, podSelector }: NetworkPolicyPeer) {
  return namespaceSelector === undefined && podSelector !== undefined;
}

/** Index of a namespaceSelector with a podSelector in the next list element; -1 for none. */
export function splitAt({ peers }: PlacedRule): number {
  return peers.findIndex((peer, index) => {
    const next = peers.at(index + 1);
    return onlyNamespace(peer) && next !== undefined && onlyPods(next);
  });
}

/** One dash too many turns "these pods of that namespace" into "that namespace, and these pods here". */
export const peersSplit: PolicyLint = {
  code: 'peers-split',
  about:
    'namespaceSelector and podSelector that belong together stand in one list element.',
  run: policies =>
    policies.flatMap(({ policy }) =>
      rulesOf(policy).flatMap(rule => {
        const index = splitAt(rule);
        if (index < 0) {
          return [];
        }
        const { path, field } = rule;
        return [
          {
            severity: 'warning',
            subject: subjectOf(policy),
            title: `Policy ${policy.metadata.name} has namespaceSelector and podSelector as two peers, where one was meant`,
            cause: `${path}.${field}[${index}] and [${
              index + 1
            }] are two list elements, so either fits: every pod of the namespaces selected, and the pods selected in the policy's own namespace.`,
            remedy:
              'Put podSelector under the same list element as namespaceSelector (take away its dash): then both must fit.',
          },
        ];
      }),
    ),
};
