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

/** "HTTPS to the internet" written as ports alone also opens the metadata service and every private network. */
export const ruleWithoutPeers: PolicyLint = {
  code: 'rule-without-peers',
  about: 'Every egress rule says where to.',
  run: policies =>
    policies.flatMap(({ policy }) =>
      rulesOf(policy)
        .filter(
          ({ direction, peers }) =>
            direction === 'egress' && peers.length === 0,
        )
        .map(rule => ({
          severity: 'warning',
          subject: subjectOf(policy),
          title: `Policy ${
            policy.metadata.name
          } lets pods reach any address on ${portsText(rule)}`,
          cause: `${rule.path} has no "to", and a rule without one speaks of every destination: pods of all namespaces, private networks, the cloud's metadata service.`,
          remedy:
            'Name the destination. For the internet: an ipBlock of 0.0.0.0/0 with the private ranges under except.',
        })),
    ),
};
