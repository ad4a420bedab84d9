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
import { policyOf, writtenPart } from './policyYaml';

const network = healthySnapshot(specOf());

describe('writtenPart', () => {
  it('leaves out what the API server added', () => {
    const [policy] = network.networkPolicies;
    const written = writtenPart({
      ...policy,
      metadata: {
        ...policy.metadata,
        annotations: {
          'kubectl.kubernetes.io/last-applied-configuration': '{}',
          note: 'kept',
        },
      },
      status: {},
    });
    expect(Object.keys(written)).toEqual([
      'apiVersion',
      'kind',
      'metadata',
      'spec',
    ]);
    expect(written.metadata).toEqual({
      name: 'allow-dns',
      namespace: 'matrix',
      labels: policy.metadata.labels,
      annotations: { note: 'kept' },
    });
    expect(written.spec).toEqual(policy.spec);
  });
});

describe('policyOf', () => {
  it('finds a policy by kind, namespace and name', () => {
    const ref = { kind: 'NetworkPolicy', namespace: 'matrix' } as const;
    expect(
      policyOf({ ...ref, name: 'redis-access' }, network)?.metadata.name,
    ).toBe('redis-access');
    expect(
      policyOf({ ...ref, namespace: 'other', name: 'redis-access' }, network),
    ).toBeUndefined();
    expect(
      policyOf({ kind: 'AdminNetworkPolicy', name: 'redis-access' }, network),
    ).toBeUndefined();
  });
});
