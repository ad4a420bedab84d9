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

import { NetworkPolicy, NetworkPolicySpec } from '../../kubernetes/types';
import { compilePolicies } from '../PolicyEngine';
import { Flow, FlowEndpoint, PolicyInput } from '../types';
import { pod, policy } from './fixtures';

const pods = [
  pod(
    'shop',
    'db',
    { app: 'db', tier: '' },
    {
      ips: ['10.1.0.1'],
      ports: [
        { name: 'sql', port: 5432, protocol: 'TCP' },
        { name: 'dns', port: 53, protocol: 'UDP' },
      ],
    },
  ),
  pod('shop', 'web', { app: 'web' }, { ips: ['10.1.0.2'] }),
  pod('shop', 'bare', {}, { ips: ['10.1.0.3'] }),
  pod('mail', 'web', { app: 'web' }, { ips: ['10.2.0.1'] }),
  pod('mail', 'v6', { app: 'v6' }, { ips: ['2001:db8::1'] }),
  pod('lost', 'web', { app: 'web' }, { ips: ['10.3.0.1'] }),
  pod('shop', 'starting', { app: 'web' }, { phase: 'Pending' }),
  pod(
    'shop',
    'host',
    { app: 'web' },
    { ips: ['192.168.0.5'], hostNetwork: true },
  ),
  pod('shop', 'dual', { app: 'dual' }, { ips: ['10.1.0.9', '2001:db8::9'] }),
];
const namespaces: PolicyInput['namespaces'] = [
  { name: 'shop', labels: { team: 'a' } },
  { name: 'mail', labels: { team: 'b' } },
];

function end(text: string): FlowEndpoint {
  const [namespace, name] = text.split('/');
  return name ? { namespace, name } : { ip: text };
}

/** Judges a flow of the small cluster that the tables by the documentation are about. */
export function judge(
  policies: NetworkPolicy[],
  from: string,
  to: string,
  port = 5432,
  protocol: Flow['protocol'] = 'TCP',
) {
  return compilePolicies({ namespaces, pods, policies }).evaluate({
    from: end(from),
    to: end(to),
    port,
    protocol,
  });
}

/** A policy on pod shop/db. */
export const onDb = (spec: Partial<NetworkPolicySpec>) =>
  policy('shop', 'p', { podSelector: { matchLabels: { app: 'db' } }, ...spec });

/** One ingress rule on shop/db, for these peers. */
export const from = (
  ...peers: NonNullable<NonNullable<NetworkPolicySpec['ingress']>[0]['from']>
) => onDb({ ingress: [{ from: peers }] });

/** One ingress rule on shop/db, for these ports. */
export const ports = (
  ...list: NonNullable<NonNullable<NetworkPolicySpec['ingress']>[0]['ports']>
) => onDb({ ingress: [{ ports: list }] });

/** A row of a table: what a sentence of the documentation means for one flow. */
export type Case = [
  sentence: string,
  policies: NetworkPolicy[],
  from: string,
  to: string,
  port: number,
  protocol: Flow['protocol'],
  outcome: 'allowed' | 'denied' | 'undefined',
];

export const TCP = 'TCP' as const;
export const UDP = 'UDP' as const;
