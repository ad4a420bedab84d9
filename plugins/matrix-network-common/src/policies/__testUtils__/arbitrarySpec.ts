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

import fc from 'fast-check';
import { StackSpec } from '../../spec';
import { ClusterFacts } from '../../stack/types';
import { facts, specWith } from './specs';

const octet = fc.integer({ min: 0, max: 255 });

const ipv4Cidr = fc
  .tuple(octet, octet, octet, octet, fc.integer({ min: 8, max: 32 }))
  .map(([a, b, c, d, length]) => `${a}.${b}.${c}.${d}/${length}`);

const ipv6Cidr = fc
  .tuple(fc.integer({ min: 1, max: 0xffff }), fc.integer({ min: 8, max: 128 }))
  .map(([part, length]) => `${part.toString(16)}::/${length}`);

const cidrs = fc.array(fc.oneof(ipv4Cidr, ipv6Cidr), { maxLength: 4 });

const apiServers = fc.array(
  fc
    .tuple(octet, fc.constantFrom('', ':443', ':6443', ':8443'))
    .map(([last, port]) => `192.0.2.${last}${port}`),
  { maxLength: 3 },
);

const workloads = fc.record({
  liveKit: fc.boolean(),
  antivirus: fc.boolean(),
  syncSystem: fc.boolean(),
  keyVault: fc.boolean(),
  elementWeb: fc.boolean(),
  turn: fc.boolean(),
  haproxy: fc.boolean(),
  sygnal: fc.boolean(),
});

/** Any spec, as far as policies can tell specs apart. */
export const arbitrarySpec: fc.Arbitrary<StackSpec> = fc
  .record({
    workloads,
    lawfulInterception: fc.boolean(),
    replication: fc.boolean(),
    exposure: fc.constantFrom(
      'nodePort' as const,
      'loadBalancer' as const,
      'nodeLocal' as const,
    ),
    management: fc.constantFrom(
      'install' as const,
      'existing' as const,
      'external' as const,
    ),
    network: fc.record({
      podCidrs: cidrs,
      serviceCidrs: cidrs,
      nodeCidrs: cidrs,
      apiServers,
      nodeLocalDns: fc.boolean(),
      openShiftDns: fc.boolean(),
      dnsServers: fc.subarray(['10.96.0.10', 'fd00:10:96::a']),
    }),
  })
  .map(answers =>
    specWith({
      workloads: {
        ...answers.workloads,
        lawfulInterception: answers.lawfulInterception,
      },
      ingress: { exposure: answers.exposure },
      certificates: { management: answers.management },
      network: {
        ...answers.network,
        liReplicationFromMain:
          answers.replication && answers.lawfulInterception,
      },
    }),
  );

/** What a poll may have found of a cluster: everything, or nothing at all. */
export const arbitraryFacts: fc.Arbitrary<ClusterFacts> = fc.constantFrom(
  facts,
  {
    ...facts,
    apiServers: [],
    podCidrs: [],
    serviceCidrs: [],
    nodeCidrs: [],
  },
);
