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
import { PlacedRule, portsText, rulesOf } from './rulesOf';

/** Ports on which Matrix servers federate; no pod of the deployment listens on them for its neighbours. */
const internetPorts = [443, 8448];

function isEveryPodHere({ podSelector, namespaceSelector }: NetworkPolicyPeer) {
  return (
    podSelector !== undefined &&
    namespaceSelector === undefined &&
    Object.keys(podSelector.matchLabels ?? {}).length === 0 &&
    (podSelector.matchExpressions ?? []).length === 0
  );
}

function isMeantForInternet({ direction, ports, peers }: PlacedRule): boolean {
  return (
    direction === 'egress' &&
    ports.length > 0 &&
    ports.every(
      ({ port }) => typeof port === 'number' && internetPorts.includes(port),
    ) &&
    peers.length > 0 &&
    peers.every(isEveryPodHere)
  );
}

/** "Anyone" in federation is an address, not a pod. */
export const internetByPodSelector: PolicyLint = {
  code: 'internet-by-pod-selector',
  about:
    'Egress to the internet is given by ipBlock: no podSelector reaches it.',
  run: policies =>
    policies.flatMap(({ policy }) =>
      rulesOf(policy)
        .filter(isMeantForInternet)
        .map(rule => ({
          severity: 'warning',
          subject: subjectOf(policy),
          title: `Policy ${policy.metadata.name} allows ${portsText(
            rule,
          )} to the pods of its own namespace, not to the internet`,
          cause: `${rule.path}.to has an empty podSelector, which selects all pods of the policy's namespace and no address outside: no remote Matrix server can be reached.`,
          remedy:
            'Write an ipBlock of 0.0.0.0/0 with the private ranges under except.',
        })),
    ),
};
