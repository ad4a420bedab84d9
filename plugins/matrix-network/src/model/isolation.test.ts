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

import { healthySnapshot, specOf } from '../__testUtils__';
import { isolatingPolicies } from './isolation';

const network = healthySnapshot(specOf());
const namesOf = (...args: Parameters<typeof isolatingPolicies>) =>
  isolatingPolicies(...args).map(({ metadata }) => metadata.name);

describe('isolatingPolicies', () => {
  it('names all that select a pod in a direction, those that allow nothing among them', () => {
    const keyVault = { namespace: 'matrix', name: 'key-vault-0' };
    expect(namesOf(network, keyVault, 'ingress').sort()).toEqual([
      'default-deny-all',
      'key-vault-isolation',
    ]);
    expect(namesOf(network, keyVault, 'egress').sort()).toEqual([
      'allow-dns',
      'default-deny-all',
      'key-vault-isolation',
    ]);
  });

  it('takes a pod that does not exist for one without labels', () => {
    const anyPod = { namespace: 'matrix', name: '(any pod)' };
    expect(namesOf(network, anyPod, 'ingress')).toEqual(['default-deny-all']);
  });

  it('knows what a policy without policyTypes isolates', () => {
    const pod = { namespace: 'monitoring', name: 'x' };
    const policy = (name: string, egress: boolean) => ({
      apiVersion: 'networking.k8s.io/v1' as const,
      kind: 'NetworkPolicy' as const,
      metadata: { name, namespace: 'monitoring' },
      spec: { podSelector: {}, ...(egress && { egress: [{}] }) },
    });
    const other = {
      ...network,
      otherNetworkPolicies: [policy('in', false), policy('both', true)],
    };
    expect(namesOf(other, pod, 'ingress')).toEqual(['in', 'both']);
    expect(namesOf(other, pod, 'egress')).toEqual(['both']);
  });

  it('has none for addresses', () => {
    expect(isolatingPolicies(network, { ip: '192.0.2.1' }, 'egress')).toEqual(
      [],
    );
  });
});
