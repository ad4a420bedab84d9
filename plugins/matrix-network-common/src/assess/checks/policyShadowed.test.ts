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

import { NetworkPolicyPeer, NetworkPolicySpec } from '../../kubernetes/types';
import {
  found,
  perfectSnapshot,
  withHandWritten,
  withPods,
} from '../__testUtils__/snapshotBuilder';
import { policyShadowed } from './policyShadowed';

const redis = { matchLabels: { 'app.kubernetes.io/name': 'redis' } };

describe('policy-shadowed', () => {
  it('names the policies that an allow-all makes pointless', () => {
    const [finding] = found(
      policyShadowed,
      withHandWritten(perfectSnapshot(), 'allow-all', {
        podSelector: {},
        ingress: [{}],
      }),
    );
    expect(finding).toMatchObject({
      severity: 'critical',
      subject: { name: 'allow-all' },
    });
    expect(finding.title).toContain('allows all ingress');
    expect(finding.cause).toContain('redis-access');
    expect(finding.remedy).toContain('delete networkpolicy allow-all');
  });

  it.each<[string, NetworkPolicyPeer]>([
    ['every pod of every namespace', { namespaceSelector: {} }],
    ['every pod, twice over', { namespaceSelector: {}, podSelector: {} }],
    ['every IPv4 address', { ipBlock: { cidr: '0.0.0.0/0' } }],
  ])('takes %s for everybody', (_, peer) => {
    const [finding] = found(
      policyShadowed,
      withHandWritten(perfectSnapshot(), 'all-in', {
        podSelector: {},
        ingress: [{ from: [peer] }],
      }),
    );
    expect(finding).toMatchObject({ subject: { name: 'all-in' } });
  });

  it.each<[string, NetworkPolicyPeer]>([
    ['every pod of its own namespace', { podSelector: {} }],
    [
      'most addresses',
      { ipBlock: { cidr: '0.0.0.0/0', except: ['10.0.0.0/8'] } },
    ],
  ])('does not take %s for everybody', (_, peer) => {
    const findings = found(
      policyShadowed,
      withHandWritten(perfectSnapshot(), 'some-in', {
        podSelector: {},
        ingress: [{ from: [peer] }],
      }),
    );
    expect(findings.filter(({ severity }) => severity === 'critical')).toEqual(
      [],
    );
  });

  it('counts only policies of the same direction and the same pods', () => {
    const [finding] = found(
      policyShadowed,
      withHandWritten(perfectSnapshot(), 'open-redis', {
        podSelector: { matchLabels: { 'app.kubernetes.io/name': 'redis' } },
        policyTypes: ['Egress'],
        egress: [{}],
      }),
    );
    expect(finding.cause).toContain('redis-access');
    expect(finding.cause).not.toContain('minio-access');
  });

  it('lets rules with peers or ports be', () => {
    expect(
      found(
        policyShadowed,
        withHandWritten(perfectSnapshot(), 'one-port', {
          podSelector: {},
          ingress: [{ ports: [{ port: 9100 }] }],
        }),
      ),
    ).toEqual([]);
    expect(found(policyShadowed, perfectSnapshot())).toEqual([]);
  });

  it('names what a wider policy makes pointless, and by which rules', () => {
    const findings = found(
      policyShadowed,
      withHandWritten(perfectSnapshot(), 'redis-for-all', {
        podSelector: redis,
        ingress: [
          { from: [{ podSelector: { matchLabels: { app: 'debug' } } }] },
          {
            from: [{ podSelector: {} }],
            ports: [{ port: 6379 }, { port: 26379 }],
          },
        ],
      }),
    );
    expect(findings).toEqual([
      {
        code: 'policy-shadowed',
        severity: 'warning',
        subject: {
          kind: 'NetworkPolicy',
          namespace: 'matrix',
          name: 'redis-for-all',
        },
        title:
          'Policy redis-for-all is wider than redis-access and makes it pointless for ingress',
        cause:
          'Policies only ever add. spec.ingress[1].from[0] of redis-for-all (all pods of the namespace, TCP 6379 and TCP 26379) allows all that spec.ingress[0] and spec.ingress[1] of redis-access allow. It selects every pod that redis-access can select.',
        remedy: expect.stringContaining(
          'kubectl -n matrix delete networkpolicy redis-for-all',
        ),
        workloads: ['redis'],
      },
    ]);
  });

  it('says where it goes by the pods that are there now', () => {
    const labelled = withPods(perfectSnapshot(), pod =>
      pod.labels['app.kubernetes.io/name'] === 'redis'
        ? { ...pod, labels: { ...pod.labels, tier: 'cache' } }
        : pod,
    );
    const [finding] = found(
      policyShadowed,
      withHandWritten(labelled, 'cache', {
        podSelector: { matchLabels: { tier: 'cache' } },
        ingress: [{ from: [{ podSelector: {} }] }],
      }),
    );
    expect(finding.cause).toContain('every pod that redis-access selects now');
  });

  it('lets a policy be that lacks some pods, some peers or some ports of the other', () => {
    const all = { from: [{ podSelector: {} }], ports: [{ port: 6379 }] };
    const specs: NetworkPolicySpec[] = [
      { podSelector: redis, ingress: [all] },
      { podSelector: redis, ingress: [{ ports: [{ port: 6379 }] }] },
      {
        podSelector: redis,
        ingress: [{ from: [{ podSelector: { matchLabels: { app: 'x' } } }] }],
      },
      {
        podSelector: { matchLabels: { ...redis.matchLabels, shard: '1' } },
        ingress: [{ from: [{ podSelector: {} }] }],
      },
    ];
    specs.forEach(spec =>
      expect(
        found(
          policyShadowed,
          withHandWritten(perfectSnapshot(), 'some-redis', spec),
        ),
      ).toEqual([]),
    );
  });
});
