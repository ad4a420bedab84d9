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
  NetworkPolicySpec,
} from '@matrix-network/backstage-plugin-matrix-network-common';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { lintPolicies, policyLints } from './lintPolicies';

function policy(name: string, spec: Partial<NetworkPolicySpec>): NetworkPolicy {
  return {
    apiVersion: 'networking.k8s.io/v1',
    kind: 'NetworkPolicy',
    metadata: { name, namespace: 'matrix' },
    spec: { podSelector: { matchLabels: { app: name } }, ...spec },
  };
}

function codesOf(spec: Partial<NetworkPolicySpec>): string[] {
  return lintPolicies([{ policy: policy('p', spec) }]).map(({ code }) => code);
}

describe('lintPolicies', () => {
  const namespaceSelector = {
    matchLabels: { 'kubernetes.io/metadata.name': 'x' },
  };
  const podSelector = { matchLabels: { app: 'y' } };
  const https = [{ protocol: 'TCP' as const, port: 443 }];

  it.each<[string, Partial<NetworkPolicySpec>]>([
    ['rule-without-peers', { egress: [{ ports: https }] }],
    [
      'peers-split',
      { ingress: [{ from: [{ namespaceSelector }, { podSelector }] }] },
    ],
    ['whole-namespace-peer', { ingress: [{ from: [{ namespaceSelector }] }] }],
    [
      'internet-by-pod-selector',
      { egress: [{ to: [{ podSelector: {} }], ports: https }] },
    ],
    [
      'synapse-without-instance',
      {
        ingress: [
          {
            from: [
              {
                podSelector: {
                  matchLabels: { 'app.kubernetes.io/name': 'synapse' },
                },
              },
            ],
          },
        ],
      },
    ],
  ])('finds %s', (code, spec) => {
    expect(codesOf(spec)).toEqual([code]);
  });

  it.each<[string, Partial<NetworkPolicySpec>]>([
    [
      'both selectors in one peer',
      { ingress: [{ from: [{ namespaceSelector, podSelector }] }] },
    ],
    [
      'two kinds of pods',
      { ingress: [{ from: [{ podSelector }, { podSelector: {} }] }] },
    ],
    ['ingress from anyone', { ingress: [{ ports: https }] }],
    [
      'the internet by address',
      { egress: [{ to: [{ ipBlock: { cidr: '0.0.0.0/0' } }], ports: https }] },
    ],
    [
      'other ports to all pods here',
      { egress: [{ to: [{ podSelector: {} }], ports: [{ port: 8008 }] }] },
    ],
  ])('has nothing against %s', (_, spec) => {
    expect(codesOf(spec)).toEqual([]);
  });

  it('minds the order within one file only', () => {
    const deny = policy('deny', { podSelector: {}, policyTypes: ['Ingress'] });
    const allow = policy('allow', {});
    const found = (denyAt: number, allowFile: string) =>
      lintPolicies([
        { policy: deny, location: { file: 'a.yaml', line: denyAt } },
        { policy: allow, location: { file: allowFile, line: 10 } },
      ]).map(({ code }) => code);
    expect(found(1, 'a.yaml')).toEqual(['default-deny-first']);
    expect(found(20, 'a.yaml')).toEqual([]);
    expect(found(1, 'b.yaml')).toEqual([]);
    expect(lintPolicies([{ policy: deny }, { policy: allow }])).toEqual([]);
  });

  it('has codes that are all different', () => {
    const codes = policyLints.map(({ code }) => code);
    expect(new Set(codes).size).toBe(codes.length);
  });

  it('has codes that the documentation explains', () => {
    const docs = readFileSync(
      path.join(__dirname, '../../../../docs/reading-the-pages.md'),
      'utf8',
    );
    const explained = [...docs.matchAll(/^\| `([a-z0-9-]+)`/gm)].map(
      ([, code]) => code,
    );
    expect(explained).toEqual(
      expect.arrayContaining(policyLints.map(({ code }) => code)),
    );
  });
});
