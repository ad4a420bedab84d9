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

import { KubernetesObject } from '../kubernetes/types';
import { compilePolicies } from './PolicyEngine';
import {
  admin,
  baseline,
  egress,
  ingress,
} from './__testUtils__/adminPolicies';

function problemsOf(adminPolicy: KubernetesObject) {
  return compilePolicies({
    namespaces: [],
    pods: [],
    policies: [],
    adminPolicies: [adminPolicy],
  }).problems;
}

describe("problems of administrators' policies", () => {
  it.each([
    ['no peers', ingress('Deny', { from: [] }), 'spec.ingress[0].from'],
    [
      'a peer of two kinds',
      ingress('Deny', {
        from: [
          { namespaces: {}, pods: { namespaceSelector: {}, podSelector: {} } },
        ],
      }),
      'spec.ingress[0].from[0]',
    ],
    [
      'an action that does not exist',
      ingress('Drop'),
      'spec.ingress[0].action',
    ],
    [
      'a range that ends before it starts',
      ingress('Deny', { ports: [{ portRange: { start: 9, end: 8 } }] }),
      'spec.ingress[0].ports[0].portRange.end',
    ],
    [
      'a subject of pods without a namespaceSelector',
      { subject: { pods: { podSelector: {} } } },
      'spec.subject.pods.namespaceSelector',
    ],
    [
      'an empty list of ports',
      ingress('Deny', { ports: [] }),
      'spec.ingress[0].ports',
    ],
    [
      'a network that is there twice',
      egress('Deny', { to: [{ networks: ['10.0.0.0/8', '10.0.0.0/8'] }] }),
      'spec.egress[0].to[0].networks[1]',
    ],
    [
      'a network in a notation of old',
      egress('Deny', { to: [{ networks: ['010.0.0.0/8'] }] }),
      'spec.egress[0].to[0].networks[0]',
    ],
    [
      'a domain name that is none',
      egress('Allow', { to: [{ domainNames: ['*'] }] }),
      'spec.egress[0].to[0].domainNames[0]',
    ],
    [
      'a network that is none',
      egress('Deny', { to: [{ networks: ['10.0.0.1'] }] }),
      'spec.egress[0].to[0].networks[0]',
    ],
  ])('reports %s', (_, spec, path) => {
    const problems = problemsOf(admin('a', 1, spec));
    expect(problems).toEqual([
      expect.objectContaining({ path, severity: 'invalid' }),
    ]);
  });

  it('takes a network with host bits, which are masked', () => {
    const networks = ['10.0.0.1/8'];
    expect(
      problemsOf(admin('a', 1, egress('Deny', { to: [{ networks }] }))),
    ).toEqual([]);
  });

  it('reports what a BaselineAdminNetworkPolicy cannot have: another name, domain names', () => {
    const { metadata, ...rest } = baseline(
      egress('Allow', { to: [{ domainNames: ['example.org'] }] }),
    );
    const paths = problemsOf({
      ...rest,
      metadata: { ...metadata, name: 'second' },
    }).map(({ path }) => path);
    expect(paths).toEqual(
      expect.arrayContaining([
        'metadata.name',
        'spec.egress[0].to[0].domainNames',
      ]),
    );
  });

  it('reports fields that the API server drops', () => {
    const problems = problemsOf(
      admin('a', 1, { ...ingress('Deny'), tier: 'x' }),
    );
    expect(problems).toEqual([
      expect.objectContaining({ path: 'spec.tier', severity: 'unknownField' }),
    ]);
  });

  it('says that policies of another kind are not evaluated', () => {
    const problems = problemsOf({
      apiVersion: 'policy.networking.k8s.io/v1alpha2',
      kind: 'ClusterNetworkPolicy',
      metadata: { name: 'c' },
    });
    expect(problems).toEqual([
      expect.objectContaining({
        object: { kind: 'ClusterNetworkPolicy', name: 'c' },
        severity: 'unsupported',
      }),
    ]);
  });
});
