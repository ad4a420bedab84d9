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

import { NetworkPolicyPeer } from '../../kubernetes/types';
import { workload } from '../../workloads/catalogue';
import {
  found,
  perfectSnapshot,
  withHandWritten,
} from '../__testUtils__/snapshotBuilder';
import { keyVaultIngressWidened } from './keyVaultIngressWidened';

const vault = workload('key-vault').selector;
const synapse = workload('synapse-main').selector;

const admitting = (...from: NetworkPolicyPeer[]) =>
  withHandWritten(perfectSnapshot(), 'debug', {
    podSelector: { matchLabels: vault },
    policyTypes: ['Ingress'],
    ingress: [{ from, ports: [{ port: 8000, protocol: 'TCP' }] }],
  });

describe('key-vault-ingress-widened', () => {
  it.each<[string, NetworkPolicyPeer]>([
    [
      'a namespace without pods',
      { namespaceSelector: { matchLabels: { team: 'ci' } } },
    ],
    ['pods that may come', { podSelector: { matchLabels: { app: 'debug' } } }],
    ['all pods whose egress is closed now', { podSelector: {} }],
    [
      'Synapse of any namespace',
      { namespaceSelector: {}, podSelector: { matchLabels: synapse } },
    ],
  ])('names a policy that admits %s', (_, peer) => {
    expect(found(keyVaultIngressWidened, admitting(peer))).toMatchObject([
      {
        severity: 'critical',
        title: 'Policy debug lets others than Synapse (main) into key_vault',
        cause: expect.stringContaining('spec.ingress[0].from[0]'),
        workloads: ['key-vault'],
      },
    ]);
  });

  it('leaves it to the contract where somebody gets through now', () => {
    expect(found(keyVaultIngressWidened, admitting())).toEqual([]);
  });

  it('does not mind Synapse (main), or part of it', () => {
    const part = { matchLabels: { ...synapse, component: 'worker' } };
    expect(
      found(keyVaultIngressWidened, admitting({ podSelector: part })),
    ).toEqual([]);
    expect(found(keyVaultIngressWidened, perfectSnapshot())).toEqual([]);
  });
});
