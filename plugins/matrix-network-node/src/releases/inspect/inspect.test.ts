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

import { KubernetesObject } from '@matrix-network/backstage-plugin-matrix-network-common';
import { mirrorFiles } from '@matrix-network/sandbox-cluster';
import { parse } from 'yaml';
import {
  realMirror,
  realReleases,
  realVersions,
} from '../../__testUtils__/mirror';
import { parseKubernetesObject } from '../../cluster/objectSchema';
import { parseRelease } from '../parseRelease';
import { releaseShapes } from '../shapes';
import { inspections } from '.';

jest.setTimeout(60_000);

const problems = (
  yaml: string,
  component: 'ingress-nginx' | 'cert-manager',
) => {
  const object: KubernetesObject = parseKubernetesObject(parse(yaml));
  return inspections.flatMap(
    inspect => inspect(object, releaseShapes[component]) ?? [],
  );
};

const clusterRole = (rule: string) => `
apiVersion: rbac.authorization.k8s.io/v1
kind: ClusterRole
metadata: { name: ingress-nginx }
rules: [${rule}]`;

const binding = (roleRef: string, subject: string) => `
apiVersion: rbac.authorization.k8s.io/v1
kind: ClusterRoleBinding
metadata: { name: ingress-nginx }
roleRef: { apiGroup: rbac.authorization.k8s.io, ${roleRef} }
subjects: [${subject}]`;

const own = '{ kind: ServiceAccount, name: x, namespace: ingress-nginx }';

const deployment = (pod: string) => `
apiVersion: apps/v1
kind: Deployment
metadata: { name: ingress-nginx-controller, namespace: ingress-nginx }
spec: { template: { spec: ${pod} } }`;

const webhook = (fields: string) => `
apiVersion: admissionregistration.k8s.io/v1
kind: ValidatingWebhookConfiguration
metadata: { name: ingress-nginx-admission }
webhooks: [{ name: w, ${fields} }]`;

const service = (spec: string) => `
apiVersion: v1
kind: Service
metadata: { name: ingress-nginx-controller, namespace: ingress-nginx }
spec: ${spec}`;

describe('what a manifest could smuggle in under the right names', () => {
  it.each([
    [
      clusterRole("{ apiGroups: ['*'], resources: ['*'], verbs: ['*'] }"),
      "grants '*'",
    ],
    [
      clusterRole("{ apiGroups: [''], resources: [secrets], verbs: ['*'] }"),
      "grants '*'",
    ],
    [
      clusterRole('{ apiGroups: [x], resources: [y], verbs: [impersonate] }'),
      "grants the verb 'impersonate'",
    ],
    [
      clusterRole(
        "{ apiGroups: [''], resources: [pods/exec], verbs: [create] }",
      ),
      "grants 'pods/exec'",
    ],
    [
      clusterRole(
        '{ apiGroups: [rbac.authorization.k8s.io], resources: [roles], verbs: [update] }',
      ),
      'grants writing roles',
    ],
    [
      `${clusterRole('')}\naggregationRule: { clusterRoleSelectors: [{}] }`,
      'gathers the rights of other roles',
    ],
    [
      binding('kind: ClusterRole, name: cluster-admin', own),
      "binds ClusterRole 'cluster-admin'; accepted: roles of the manifest itself",
    ],
    [
      binding(
        'kind: ClusterRole, name: ingress-nginx',
        '{ kind: ServiceAccount, name: default, namespace: default }',
      ),
      "gives rights to ServiceAccount 'default/default'",
    ],
    [
      binding(
        'kind: ClusterRole, name: ingress-nginx',
        '{ kind: Group, name: system:authenticated }',
      ),
      "gives rights to Group 'system:authenticated'",
    ],
    [
      deployment(
        '{ volumes: [{ name: root, hostPath: { path: / } }], containers: [] }',
      ),
      "mounts a path of the node (volume 'root')",
    ],
    [deployment('{ hostNetwork: true, containers: [] }'), 'sets hostNetwork'],
    [deployment('{ hostPID: true, containers: [] }'), 'sets hostPID'],
    [
      deployment(
        '{ containers: [{ name: c, securityContext: { privileged: true } }] }',
      ),
      "has a privileged container 'c'",
    ],
    [
      deployment(
        '{ containers: [], initContainers: [{ name: i, securityContext: { capabilities: { add: [SYS_ADMIN] } } }] }',
      ),
      "has container 'i' with capability SYS_ADMIN",
    ],
    [
      webhook("clientConfig: { url: 'https://evil.example' }"),
      'sends objects to https://evil.example',
    ],
    [
      webhook('clientConfig: { service: { namespace: matrix, name: x } }'),
      "sends objects to namespace 'matrix'",
    ],
    [
      webhook("rules: [{ apiGroups: [''], resources: [secrets] }]"),
      "asks for objects of API group ''",
    ],
    [
      service('{ ports: [], externalIPs: [10.96.0.10] }'),
      'takes the traffic of 10.96.0.10',
    ],
  ])('%s', (yaml, expected) => {
    const [problem] = problems(yaml, 'ingress-nginx');
    expect(problem).toContain(expected);
  });

  it('conversion of custom resources elsewhere', () => {
    expect(
      problems(
        `
apiVersion: apiextensions.k8s.io/v1
kind: CustomResourceDefinition
metadata: { name: issuers.cert-manager.io }
spec: { conversion: { webhook: { clientConfig: { url: 'https://evil.example' } } } }`,
        'cert-manager',
      )[0],
    ).toContain('sends objects to https://evil.example');
  });
});

describe('tokens of service accounts', () => {
  const role = (namespace: string, names: string) => `
apiVersion: rbac.authorization.k8s.io/v1
kind: Role
metadata: { name: cert-manager-tokenrequest, namespace: ${namespace} }
rules: [{ apiGroups: [''], resources: [serviceaccounts/token], resourceNames: ${names}, verbs: [create] }]`;

  it('of its own, by name, are granted', () => {
    expect(
      problems(role('cert-manager', '[cert-manager]'), 'cert-manager'),
    ).toEqual([]);
    expect(
      problems(
        `
apiVersion: rbac.authorization.k8s.io/v1
kind: RoleBinding
metadata: { name: cert-manager-cert-manager-tokenrequest, namespace: cert-manager }
roleRef: { apiGroup: rbac.authorization.k8s.io, kind: Role, name: cert-manager-tokenrequest }
subjects: [{ kind: ServiceAccount, name: cert-manager, namespace: cert-manager }]`,
        'cert-manager',
      ),
    ).toEqual([]);
  });

  it.each([
    ['cert-manager', '[]'],
    ['cert-manager', '[cert-manager, other]'],
    ['kube-system', '[cert-manager]'],
  ])('in %s for %s are not', (namespace, names) => {
    expect(problems(role(namespace, names), 'cert-manager').join()).toContain(
      "grants 'serviceaccounts/token'",
    );
  });
});

it('lets through what such a release needs', () => {
  expect(
    problems(
      clusterRole("{ apiGroups: [''], resources: [secrets], verbs: [list] }"),
      'ingress-nginx',
    ),
  ).toEqual([]);
  expect(
    problems(
      deployment(
        '{ containers: [{ name: c, securityContext: { capabilities: { add: [NET_BIND_SERVICE] } } }] }',
      ),
      'ingress-nginx',
    ),
  ).toEqual([]);
});

it.each([...mirrorFiles()])(
  "finds the sandbox's %s as whole as upstream's",
  (path, yaml) => {
    const [component] = path.split('/');
    const version = /v([\d.]+)\.yaml$/.exec(path)?.[1] ?? '';
    expect(component).toMatch(/^(ingress-nginx|cert-manager)$/);
    expect(() =>
      parseRelease({
        component:
          component === 'cert-manager' ? 'cert-manager' : 'ingress-nginx',
        version,
        sha256: '',
        yaml,
      }),
    ).not.toThrow();
  },
);

(realMirror ? describe : describe.skip)('the real manifests', () => {
  it.each(realVersions)('pass ($ingress, $certManager)', async versions => {
    const { ingressNginx, certManager } = await realReleases(versions);
    expect(ingressNginx?.version).toBe(versions.ingress);
    expect(certManager?.version).toBe(versions.certManager);
  });
});
