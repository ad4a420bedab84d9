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

import { PolicyLint, subjectOf } from './PolicyLint';
import { portsText, rulesOf } from './rulesOf';
import { splitAt } from './peersSplit';

/** A whole namespace as a peer: whatever runs there next gets in, too. */
export const wholeNamespacePeer: PolicyLint = {
  code: 'whole-namespace-peer',
  about: 'Peers in other namespaces are named by their pods, too.',
  run: policies =>
    policies.flatMap(({ policy }) =>
      rulesOf(policy)
        .filter(rule => splitAt(rule) < 0)
        .flatMap(rule =>
          rule.peers.flatMap(({ namespaceSelector, podSelector }, index) => {
            if (!namespaceSelector || podSelector) {
              return [];
            }
            const values = Object.values(namespaceSelector.matchLabels ?? {});
            const whose =
              values.length > 0 ? values.join(', ') : 'every namespace';
            return [
              {
                severity: 'warning' as const,
                subject: subjectOf(policy),
                title: `Policy ${policy.metadata.name} lets ${
                  rule.direction === 'ingress'
                    ? 'in every pod'
                    : 'pods reach every pod'
                } of ${whose} on ${portsText(rule)}`,
                cause: `${rule.path}.${rule.field}[${index}] has a namespaceSelector and no podSelector, so it fits all pods there, those of other teams and those to come.`,
                remedy:
                  'Put a podSelector with the labels of the pods that are meant beside the namespaceSelector, in the same list element.',
              },
            ];
          }),
        ),
    ),
};
