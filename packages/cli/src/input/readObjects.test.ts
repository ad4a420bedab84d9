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

import { InputProblems } from './InputProblems';
import { parseText } from './parseText';
import { readObjects } from './readObjects';

const read = (text: string) => readObjects(parseText(text, 'f.yaml'));

function problemsOf(text: string): readonly string[] {
  try {
    read(text);
    return [];
  } catch (error) {
    if (error instanceof InputProblems) {
      return error.lines;
    }
    throw error;
  }
}

const pod = (metadata: string, rest = '') => `apiVersion: v1
kind: Pod
metadata: {${metadata}}
spec: {containers: [{name: c, ports: [{containerPort: 80}]}]}
${rest}`;

const policy = (metadata: string, spec = '{podSelector: {}}') =>
  `apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: {${metadata}}
spec: ${spec}
`;

const workload = (kind: string, group: string, name: string, spec: string) =>
  `apiVersion: ${group}
kind: ${kind}
metadata: {name: ${name}}
spec: ${spec}
`;

const template =
  '{metadata: {labels: {app: a}}, spec: {containers: [{name: c}]}}';

describe('what the API server accepts is read', () => {
  it('an empty namespace is the default one', () => {
    const { pods, policies } = read(
      `${pod('name: a, namespace: ""')}---\n${policy(
        'name: b, namespace: ""',
      )}`,
    );
    expect(pods[0].namespace).toBe('default');
    expect(policies[0].metadata.namespace).toBe('default');
  });

  it('a label without a value has the empty one', () => {
    expect(read(pod('name: a, labels: {tier: }')).pods[0].labels).toEqual({
      tier: '',
    });
    const [{ spec }] = read(
      policy('name: a', '{podSelector: {matchLabels: {tier: }}}'),
    ).policies;
    expect(spec.podSelector).toEqual({ matchLabels: { tier: '' } });
  });

  it('null in a list of rules, ports or values is empty', () => {
    const [{ spec }] = read(
      policy(
        'name: a',
        '{podSelector: {matchExpressions: [{key: a, operator: In, values: [null]}]}, ingress: [null, {ports: [null]}]}',
      ),
    ).policies;
    expect(spec).toEqual({
      podSelector: {
        matchExpressions: [{ key: 'a', operator: 'In', values: [''] }],
      },
      ingress: [{}, { ports: [{}] }],
    });
  });

  it('objects with generateName get names of their own', () => {
    const { pods, policies } = read(
      [
        pod('generateName: web-'),
        pod('generateName: web-'),
        policy('generateName: p-'),
      ].join('---\n'),
    );
    const [first, second] = pods.map(({ name }) => name);
    expect(first).toMatch(/^web-.{5}$/);
    expect(second).toMatch(/^web-.{5}$/);
    expect(second).not.toBe(first);
    expect(policies[0].metadata.name).toMatch(/^p-.{5}$/);
  });

  it('a ReplicationController without a selector has the labels of its template', () => {
    const text = workload(
      'ReplicationController',
      'v1',
      'a',
      `{template: ${template}}`,
    );
    expect(read(text).pods).toMatchObject([
      { name: 'a', labels: { app: 'a' } },
    ]);
  });

  it.each([
    ['podIP: 10.0.0.1', ['10.0.0.1']],
    ['podIPs: [{ip: 10.0.0.1}, {ip: "fd00::1"}]', ['10.0.0.1', 'fd00::1']],
    [
      'podIP: 10.0.0.1, podIPs: [{ip: 10.0.0.1}, {ip: "fd00::1"}]',
      ['10.0.0.1', 'fd00::1'],
    ],
    ['podIP: 10.0.0.2, podIPs: [{ip: 10.0.0.1}]', ['10.0.0.2']],
    ['podIP: "", podIPs: []', []],
  ])('a pod with {%s} has the addresses %j', (status, ips) => {
    expect(read(pod('name: a', `status: {${status}}`)).pods[0].ips).toEqual(
      ips,
    );
  });

  it('ports of sidecars are declared ports, those of other init containers are not', () => {
    const text = `apiVersion: v1
kind: Pod
metadata: {name: a}
spec:
  initContainers:
    - {name: i, ports: [{containerPort: 1}]}
    - {name: s, restartPolicy: Always, ports: [{containerPort: 2, name: ""}]}
  containers: [{name: c, ports: [{containerPort: 3, protocol: ""}]}]
`;
    expect(read(text).pods[0].ports).toEqual([
      { port: 3, protocol: 'TCP' },
      { port: 2, protocol: 'TCP' },
    ]);
  });
});

describe('what the API server refuses is a problem at its place', () => {
  const refused: [text: string, message: string][] = [
    [
      pod('generateName: Web_'),
      'f.yaml:3:12: Pod Web_00001: metadata.generateName: "Web_" cannot begin a name',
    ],
    [pod(''), 'f.yaml:3:1: Pod without a name: metadata.name: '],
    [
      policy('name: a, annotations: {a: 1}'),
      'f.yaml:3:35: NetworkPolicy a: metadata.annotations.a: 1 is not text',
    ],
    [
      policy('name: a, annotations: {"a b": c}'),
      'f.yaml:3:35: NetworkPolicy a: metadata.annotations.a b: ',
    ],
    [
      policy('name: a, finalizers: [a]'),
      'f.yaml:3:34: NetworkPolicy a: metadata.finalizers[0]: "a" is not a finalizer',
    ],
    [
      policy('name: a, creationTimestamp: yesterday'),
      'f.yaml:3:21: NetworkPolicy a: metadata.creationTimestamp: a time such as',
    ],
    [
      policy('name: a').replace('NetworkPolicy', 'networkpolicy'),
      'f.yaml:2:1: networkpolicy a: kind: the API server serves no networkpolicy of networking.k8s.io/v1; NetworkPolicy is accepted',
    ],
    [
      workload('Deployments', 'apps/v1', 'a', '{}'),
      'f.yaml:2:1: Deployments a: kind: the API server serves no Deployments of apps/v1; Deployment is accepted',
    ],
    [
      workload(
        'StatefulSet',
        'apps/v1',
        'a.b',
        `{selector: {matchLabels: {app: a}}, template: ${template}}`,
      ),
      'f.yaml:3:12: StatefulSet a.b: metadata.name: "a.b" is not a DNS label',
    ],
    [
      workload('Job', 'batch/v1', 'a'.repeat(64), `{template: ${template}}`),
      'metadata.name: "aaaa',
    ],
    [
      workload(
        'CronJob',
        'batch/v1',
        'a'.repeat(53),
        `{jobTemplate: {spec: {template: ${template}}}}`,
      ),
      'at most 52 characters are accepted',
    ],
    [
      workload(
        'ReplicationController',
        'v1',
        'a',
        `{selector: {app: b}, template: ${template}}`,
      ),
      'f.yaml:4:8: ReplicationController a: spec.selector: the selector does not fit',
    ],
    [
      pod('name: a').replace('name: c,', 'name: c, restartPolicy: always,'),
      'f.yaml:4:31: Pod a: spec.containers[0].restartPolicy: ',
    ],
    [
      `apiVersion: policy.networking.k8s.io/v1alpha1
kind: BaselineAdminNetworkPolicy
metadata: {name: default, labls: {}}
spec: {subject: {namespaces: {}}}
`,
      'BaselineAdminNetworkPolicy default: metadata: Unrecognized key: "labls"',
    ],
  ];

  it.each(refused.map(([text, message]) => ({ text, message })))(
    '$message',
    ({ text, message }) => {
      expect(problemsOf(text)).toEqual(
        expect.arrayContaining([expect.stringContaining(message)]),
      );
    },
  );
});

describe('what cannot be judged, or means something else on newer clusters, is said', () => {
  it('blocks that Kubernetes 1.36 refuses in new policies', () => {
    const { warnings, policies } = read(
      policy(
        'name: a',
        '{podSelector: {}, egress: [{to: [{ipBlock: {cidr: 10.0.0.1/8, except: [010.1.0.0/16]}}]}]}',
      ),
    );
    expect(policies).toHaveLength(1);
    expect(warnings).toEqual([
      'f.yaml:4:51: NetworkPolicy a: spec.egress[0].to[0].ipBlock.cidr: "10.0.0.1/8" has bits set behind its prefix, which count for nothing; Kubernetes 1.36 and later refuse it in new policies',
      'f.yaml:4:78: NetworkPolicy a: spec.egress[0].to[0].ipBlock.except[0]: "010.1.0.0/16" has leading zeros, which count for nothing; Kubernetes 1.36 and later refuse it in new policies',
    ]);
  });

  const admin = (name: string, egress: string) =>
    `apiVersion: policy.networking.k8s.io/v1alpha1
kind: AdminNetworkPolicy
metadata: {name: ${name}}
spec: {priority: 5, subject: {namespaces: {}}, egress: [${egress}]}
`;

  it("domain names, and one priority for two, in administrators' policies", () => {
    const { warnings } = read(
      [
        admin('a', '{action: Allow, to: [{domainNames: [example.org]}]}'),
        admin('b', '{action: Deny, to: [{nodes: {}}]}'),
      ].join('---\n'),
    );
    expect(warnings).toEqual([
      expect.stringMatching(
        /^f\.yaml:4:\d+: AdminNetworkPolicy a: spec\.egress\[0\]\.to\[0\]\.domainNames: /,
      ),
      expect.stringMatching(
        /^f\.yaml:9:\d+: AdminNetworkPolicy b: spec\.priority: "a" has priority 5, too/,
      ),
    ]);
  });

  it.each([
    ['policy.networking.k8s.io/v1alpha2', 'ClusterNetworkPolicy'],
    ['policy.networking.k8s.io/v1beta1', 'ClusterNetworkPolicy'],
    ['cilium.io/v2', 'CiliumNetworkPolicy'],
    ['crd.projectcalico.org/v1', 'GlobalNetworkPolicy'],
  ])('policies of %s %s', (apiVersion, kind) => {
    const { warnings } = read(workload(kind, apiVersion, 'a', '{tier: Admin}'));
    expect(warnings).toEqual([
      expect.stringMatching(
        new RegExp(`^f\\.yaml:1:1: ${kind} a: policies of .* are not judged`),
      ),
    ]);
  });
});
