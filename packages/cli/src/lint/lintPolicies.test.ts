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
import { parseText } from '../input/parseText';
import { readObjects } from '../input/readObjects';
import { lintPolicies, policyLints } from './lintPolicies';
import { placedWorkloads } from './PlacedWorkload';
import { LintContext } from './PolicyLint';

function policy(name: string, spec: Partial<NetworkPolicySpec>): NetworkPolicy {
  return {
    apiVersion: 'networking.k8s.io/v1',
    kind: 'NetworkPolicy',
    metadata: { name, namespace: 'matrix' },
    spec: { podSelector: { matchLabels: { app: name } }, ...spec },
  };
}

const alone: LintContext = { namespace: 'matrix', contract: [], workloads: [] };

function codesOf(spec: Partial<NetworkPolicySpec>): string[] {
  return lintPolicies([{ policy: policy('p', spec) }], alone).map(
    ({ code }) => code,
  );
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
      lintPolicies(
        [
          { policy: deny, location: { file: 'a.yaml', line: denyAt } },
          { policy: allow, location: { file: allowFile, line: 10 } },
        ],
        alone,
      ).map(({ code }) => code);
    expect(found(1, 'a.yaml')).toEqual(['default-deny-first']);
    expect(found(20, 'a.yaml')).toEqual([]);
    expect(found(1, 'b.yaml')).toEqual([]);
    expect(lintPolicies([{ policy: deny }, { policy: allow }], alone)).toEqual(
      [],
    );
  });

  const named = (name: string, more: object = {}) => ({
    matchLabels: { 'app.kubernetes.io/name': name, ...more },
  });
  const li = named('synapse', { 'matrix.instance': 'li' });
  const main = named('synapse', { 'matrix.instance': 'main' });
  const minio = { matchLabels: { 'v1.min.io/tenant': 'matrix-minio' } };
  const tcp = (port: number) => [{ protocol: 'TCP' as const, port }];
  const internet = { ipBlock: { cidr: '0.0.0.0/0' } };

  it.each<[string, Partial<NetworkPolicySpec>]>([
    [
      'li-reaches-main-redis',
      {
        podSelector: named('redis'),
        ingress: [{ from: [{ podSelector: li }], ports: tcp(6379) }],
      },
    ],
    [
      'li-reaches-main-redis',
      {
        podSelector: { matchLabels: { 'matrix.instance': 'li' } },
        egress: [{ to: [{ podSelector: named('redis') }] }],
      },
    ],
    [
      'package-download',
      {
        podSelector: named('key-vault'),
        egress: [{ to: [internet], ports: tcp(443) }],
      },
    ],
    [
      'package-download',
      {
        podSelector: named('sync-system'),
        egress: [{ to: [{ ipBlock: { cidr: '151.101.0.0/16' } }] }],
      },
    ],
    [
      'buckets-by-label',
      {
        podSelector: minio,
        ingress: [
          { from: [{ podSelector: { matchLabels: { 's3/bucket': 'a' } } }] },
        ],
      },
    ],
    [
      'buckets-by-label',
      {
        podSelector: {
          matchExpressions: [
            { key: 'minio-bucket', operator: 'In', values: ['a'] },
          ],
        },
      },
    ],
    [
      'buckets-by-label',
      {
        podSelector: main,
        egress: [
          { to: [{ podSelector: { matchLabels: { app: 'media-bucket' } } }] },
        ],
      },
    ],
  ])('finds %s, around the stack', (code, spec) => {
    expect(codesOf(spec)).toEqual([code]);
  });

  it.each<[string, Partial<NetworkPolicySpec>]>([
    [
      'an API server or an object store that is named by its public address',
      {
        podSelector: named('sync-system'),
        egress: [
          { to: [{ ipBlock: { cidr: '198.51.100.7/32' } }], ports: tcp(443) },
          { to: [{ ipBlock: { cidr: '34.89.1.7/32' } }], ports: tcp(443) },
        ],
      },
    ],
    [
      'Redis for Synapse (main)',
      {
        podSelector: named('redis'),
        ingress: [{ from: [{ podSelector: main }], ports: tcp(6379) }],
      },
    ],
    [
      'metrics of Redis for pods of lawful interception',
      {
        podSelector: named('redis'),
        ingress: [{ from: [{ podSelector: li }], ports: tcp(9121) }],
      },
    ],
    [
      'private addresses for key_vault',
      {
        podSelector: named('key-vault'),
        egress: [{ to: [{ ipBlock: { cidr: '10.1.0.0/16' } }], ports: https }],
      },
    ],
    [
      'a Job that makes buckets, as a client of MinIO',
      {
        podSelector: minio,
        ingress: [
          {
            from: [
              { podSelector: { matchLabels: { 'job-name': 'make-bucket' } } },
            ],
            ports: tcp(9000),
          },
        ],
      },
    ],
    [
      'the way out of a Job that makes buckets',
      {
        podSelector: { matchLabels: { app: 'minio-make-bucket-job' } },
        policyTypes: ['Egress'],
        egress: [{ to: [{ podSelector: minio }], ports: tcp(9000) }],
      },
    ],
    [
      'the internet for Sygnal',
      {
        podSelector: named('sygnal'),
        egress: [{ to: [internet], ports: https }],
      },
    ],
  ])('has nothing against %s', (_, spec) => {
    expect(codesOf(spec)).toEqual([]);
  });

  it('tells two policies for buckets from one for MinIO', () => {
    const of = (name: string, ...peers: (typeof main)[]) => ({
      policy: policy(name, {
        podSelector: minio,
        ingress: [
          {
            from: peers.map(peer => ({ podSelector: peer })),
            ports: tcp(9000),
          },
        ],
      }),
    });
    const codes = (...policies: { policy: NetworkPolicy }[]) =>
      lintPolicies(policies, alone).map(({ code }) => code);
    expect(codes(of('minio-media', main), of('minio-li', li))).toEqual([
      'buckets-by-policy',
    ]);
    expect(codes(of('minio-media', main, li))).toEqual([]);
    expect(codes(of('minio-main', main), of('minio-li', li))).toEqual([]);
  });

  describe('of what runs beside the policies', () => {
    const found = (
      kind: string,
      labels: object,
      container: object,
      field = 'containers',
    ) => {
      const text = JSON.stringify({
        apiVersion: 'apps/v1',
        kind,
        metadata: { name: 'w', namespace: 'matrix' },
        spec: {
          selector: { matchLabels: labels },
          template: {
            metadata: { labels },
            spec: {
              containers: [{ name: 'main' }],
              [field]: [{ name: 'c', ...container }],
            },
          },
        },
      });
      const { workloads } = readObjects(parseText(text, 'w.json'));
      return lintPolicies([], {
        ...alone,
        workloads: placedWorkloads(workloads, 'matrix'),
      }).map(({ code, location }) => [code, location?.line]);
    };
    const ofLi = li.matchLabels;

    it.each<[string, string, object]>([
      ['an init container', 'initContainers', { args: ['nc -z redis 6379'] }],
      [
        'a host and port',
        'containers',
        { command: ['x', '--redis=redis.matrix.svc:6379'] },
      ],
      [
        'redis-cli',
        'containers',
        { command: ['redis-cli', '-h', 'redis-0.redis', 'ping'] },
      ],
      [
        'a URL',
        'containers',
        { env: [{ name: 'URL', value: 'redis://:pw@redis/0' }] },
      ],
      [
        'a variable',
        'containers',
        { env: [{ name: 'REDIS_HOST', value: 'redis' }] },
      ],
    ])(
      'finds Synapse (LI) with the main Redis in %s',
      (_, field, container) => {
        expect(found('StatefulSet', ofLi, container, field)).toEqual([
          ['li-waits-for-main-redis', 1],
        ]);
      },
    );

    it.each<[string, object, object]>([
      ['its own Redis', ofLi, { args: ['nc -z redis-li 6379'] }],
      ['its own by its long name', ofLi, { args: ['nc -z redis-lawful 6379'] }],
      [
        'what the image brings along',
        named('key-vault').matchLabels,
        { args: ['pip install --no-index /wheels/*.whl && python main.py'] },
      ],
      ['a Redis beside it', ofLi, { command: ['redis-server', '--port 6379'] }],
      ['one on its pod', ofLi, { args: ['redis-cli -h 127.0.0.1 ping'] }],
      ['a Redis of main', main.matchLabels, { args: ['nc -z redis 6379'] }],
      ['a start of its own', ofLi, { args: ['python -m synapse install.py'] }],
      ['pip on Synapse', main.matchLabels, { args: ['pip install x'] }],
    ])('has nothing against %s', (_, labels, container) => {
      expect(found('Deployment', labels, container)).toEqual([]);
    });

    it.each([
      ['pip install -r requirements.txt && python main.py'],
      ['python3 -m pip --no-cache-dir install flask'],
      ['apk add --no-cache rclone'],
      ['apt-get update && apt-get -y install postgresql-client'],
      ['npm ci'],
      ['pip install --no-index /wheels/*.whl; apk add rclone'],
    ])('finds packages that are installed: %s', args => {
      const labels = named('key-vault').matchLabels;
      expect(found('Deployment', labels, { args: [args] })).toEqual([
        ['packages-at-start', 1],
      ]);
    });
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
