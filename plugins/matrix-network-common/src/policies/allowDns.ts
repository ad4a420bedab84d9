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

import { NetworkPolicyEgressRule } from '../kubernetes/types';
import { StackSpec } from '../spec/StackSpec';
import { NAMESPACE_NAME_LABEL } from '../workloads/labels';
import { openShiftDns as openShiftDnsPods } from '../workloads/workloadsOf';
import { definePolicy } from './definePolicy';
import { parseRange, rangeText } from './peers/ranges';
import { allowTo, udpAndTcp } from './rules';

/** Where NodeLocal DNSCache listens on every node: outside every pod range, so only an address tells it. */
const nodeLocalDnsAddress = '169.254.20.10';

export const allowDns = definePolicy({
  name: 'allow-dns',
  role: 'core',
  purpose:
    "Lets every pod ask the cluster's DNS, and a node's DNS cache, and nobody else in kube-system.",
  contractRows: ['F1', 'F2'],
  isRendered: () => true,
  rules: spec => ({
    podSelector: {},
    policyTypes: ['Egress'],
    egress: [...clusterDns(), ...openShiftDns(spec), ...dnsAddresses(spec)],
  }),
});

function clusterDns(): NetworkPolicyEgressRule[] {
  return allowTo(
    [
      {
        namespaceSelector: {
          matchLabels: { [NAMESPACE_NAME_LABEL]: 'kube-system' },
        },
        podSelector: {
          matchExpressions: [
            {
              key: 'k8s-app',
              operator: 'In',
              values: ['kube-dns', 'coredns', 'node-local-dns'],
            },
          ],
        },
      },
    ],
    udpAndTcp(53),
  );
}

/** OpenShift's DNS pods listen on 5353 behind Service port 53; policies speak of pod ports. */
function openShiftDns({ network }: StackSpec): NetworkPolicyEgressRule[] {
  return network.openShiftDns
    ? allowTo(
        [
          {
            namespaceSelector: {
              matchLabels: {
                [NAMESPACE_NAME_LABEL]: openShiftDnsPods.namespace,
              },
            },
            podSelector: { matchLabels: openShiftDnsPods.selector },
          },
        ],
        udpAndTcp(openShiftDnsPods.port),
      )
    : [];
}

function dnsAddresses({ network }: StackSpec): NetworkPolicyEgressRule[] {
  const addresses = [
    ...(network.nodeLocalDns ? [nodeLocalDnsAddress] : []),
    ...network.dnsServers,
  ];
  const cidrs = new Set(addresses.map(text => rangeText(parseRange(text))));
  return allowTo(
    [...cidrs].map(cidr => ({ ipBlock: { cidr } })),
    udpAndTcp(53),
  );
}
