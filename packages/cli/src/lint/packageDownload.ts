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
  NetworkPolicy,
  NetworkPolicyPeer,
  workload,
} from '@matrix-network/backstage-plugin-matrix-network-common';
import ipaddr from 'ipaddr.js';
import { isForSome, selects } from './admits';
import { PolicyLint, subjectOf } from './PolicyLint';
import { opensTcp, PlacedRule, portsText, rulesOf } from './rulesOf';

/** Workloads without any business on the internet whose usual images install packages when they start. */
const installers = ['key-vault', 'sync-system'] as const;

/** Ports of package registries. */
const ports = [443, 80];

/** From so long a prefix on, it is hosts that are named: an API server, an object store. */
const hostsFrom = { ipv4: 25, ipv6: 65 };

function isPublic({ ipBlock }: NetworkPolicyPeer): boolean {
  if (!ipBlock || !ipaddr.isValidCIDR(ipBlock.cidr)) {
    return false;
  }
  const [address, prefix] = ipaddr.parseCIDR(ipBlock.cidr);
  return (
    prefix === 0 ||
    (prefix < hostsFrom[address.kind()] && address.range() === 'unicast')
  );
}

function reachesInternet(rule: PlacedRule): boolean {
  return (
    rule.direction === 'egress' &&
    (rule.peers.length === 0 || rule.peers.some(isPublic)) &&
    ports.some(port => opensTcp(rule, port))
  );
}

function installersOf(policy: NetworkPolicy) {
  return installers
    .map(workload)
    .filter(({ podLabels }) => selects(policy, podLabels));
}

/** A crash loop that was mended at the wrong end. */
export const packageDownload: PolicyLint = {
  code: 'package-download',
  about: 'key_vault and the sync system have no way to the internet.',
  run: policies =>
    policies
      .filter(({ policy }) => isForSome(policy))
      .flatMap(({ policy }) =>
        rulesOf(policy)
          .filter(reachesInternet)
          .flatMap(rule =>
            installersOf(policy).map(({ title }) => ({
              severity: 'warning' as const,
              subject: subjectOf(policy),
              title: `Policy ${
                policy.metadata.name
              } lets ${title} reach the internet on ${portsText(
                rule,
              )}, to install packages at its start most likely`,
              cause: `${rule.path} opens it. An image that installs packages when it starts (pip, apk, apt-get) restarts for ever under the isolation, until somebody opens the way. From then on ${title} can send what it holds anywhere, and runs what a registry gives it that day.`,
              remedy:
                'Take the rule out. Build an image that has the packages in it already, push it to your own registry, and let the workload run that one.',
            })),
          ),
      ),
};
