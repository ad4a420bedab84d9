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

import { controllerSchema } from './controllers';
import { ingressClassSchema, ingressSchema } from './ingresses';
import { issuerSchema } from './issuers';
import { networkPolicySchema } from './networkPolicies';
import { podSchema } from './pods';
import { endpointSliceSchema, serviceSchema, withEndpoints } from './services';
import { webhookConfigurationSchema } from './webhooks';

const metadata = { name: 'x', namespace: 'matrix' };

describe('a Pod', () => {
  it('is reduced to what policies and readiness turn on', () => {
    expect(
      podSchema.parse({
        metadata: {
          ...metadata,
          labels: { app: 'synapse' },
          ownerReferences: [
            { kind: 'Other', name: 'o' },
            { kind: 'ReplicaSet', name: 'r', controller: true },
          ],
        },
        spec: {
          hostNetwork: true,
          nodeName: 'node-1',
          containers: [{ ports: [{ containerPort: 8008 }] }],
          initContainers: [
            { ports: [{ name: 'dns', containerPort: 53, protocol: 'UDP' }] },
          ],
        },
        status: {
          phase: 'Running',
          podIPs: [{ ip: '10.1.0.1' }, { ip: '2001:db8::1' }],
          conditions: [{ type: 'Ready', status: 'True' }],
        },
      }),
    ).toEqual({
      namespace: 'matrix',
      name: 'x',
      labels: { app: 'synapse' },
      ips: ['10.1.0.1', '2001:db8::1'],
      hostNetwork: true,
      phase: 'Running',
      ready: true,
      terminating: false,
      nodeName: 'node-1',
      ports: [
        { name: undefined, port: 8008, protocol: 'TCP' },
        { name: 'dns', port: 53, protocol: 'UDP' },
      ],
      owner: { kind: 'ReplicaSet', name: 'r' },
    });
  });

  it('may have no address yet, or only the old field', () => {
    const spec = { containers: [] };

    expect(podSchema.parse({ metadata, spec })).toMatchObject({
      ips: [],
      phase: 'Unknown',
      ready: false,
      labels: {},
    });
    expect(
      podSchema.parse({ metadata, spec, status: { podIP: '10.1.0.1' } }).ips,
    ).toEqual(['10.1.0.1']);
  });
});

describe('a controller', () => {
  const template = {
    metadata: { labels: { app: 'x' } },
    spec: { containers: [{ image: 'x:1', args: ['--a'] }] },
  };

  it('counts replicas, or the nodes of a DaemonSet', () => {
    expect(
      controllerSchema.parse({
        kind: 'Deployment',
        metadata,
        spec: { replicas: 3, template },
        status: { readyReplicas: 2 },
      }),
    ).toMatchObject({ desired: 3, ready: 2, available: 0, images: ['x:1'] });
    expect(
      controllerSchema.parse({
        kind: 'DaemonSet',
        metadata,
        spec: { template },
        status: { desiredNumberScheduled: 4, numberReady: 3 },
      }),
    ).toMatchObject({ desired: 4, ready: 3, args: ['--a'] });
  });

  it('has the flags of its command, too', () => {
    const containers = [
      { image: 'x:1', command: ['/agent', '--a'], args: ['--b'] },
      { image: 'y:1' },
    ];
    expect(
      controllerSchema.parse({
        kind: 'DaemonSet',
        metadata,
        spec: { template: { ...template, spec: { containers } } },
      }).args,
    ).toEqual(['/agent', '--a', '--b']);
  });

  it('is autoscaled when the controller manager scales it, not when a person does', () => {
    const scaledBy = (manager: string) =>
      controllerSchema.parse({
        kind: 'Deployment',
        metadata: {
          ...metadata,
          managedFields: [{ manager, subresource: 'scale' }],
        },
        spec: { template },
      }).autoscaled;

    expect(scaledBy('kube-controller-manager')).toBe(true);
    expect(scaledBy('kubectl')).toBe(false);
  });
});

describe('a Service', () => {
  const service = serviceSchema.parse({
    metadata,
    spec: {
      clusterIP: 'None',
      ports: [{ port: 80, targetPort: 'http', nodePort: 30080 }],
    },
  });
  const slice = (...ready: (boolean | undefined)[]) =>
    endpointSliceSchema.parse({
      metadata: {
        ...metadata,
        labels: { 'kubernetes.io/service-name': 'x' },
      },
      ports: [{ port: 8080 }],
      endpoints: ready.map((value, index) => ({
        addresses: [`10.1.0.${index}`],
        conditions: { ready: value },
      })),
    });

  it('is read without addresses when it is headless', () => {
    expect(service).toMatchObject({
      type: 'ClusterIP',
      clusterIPs: [],
      ports: [{ targetPort: 'http', protocol: 'TCP' }],
    });
  });

  it('counts each ready endpoint once, over all slices', () => {
    const slices = [slice(true, false), slice(true, undefined)];

    expect(withEndpoints([service], slices)[0].readyEndpoints).toBe(2);
    expect(withEndpoints([service], [])[0].readyEndpoints).toBe(0);
  });

  it('leaves the count open where slices could not be read', () => {
    expect(withEndpoints([service], undefined)[0].readyEndpoints).toBe(
      undefined,
    );
  });
});

it('reads an Ingress, its class also from the old annotation', () => {
  expect(
    ingressSchema.parse({
      metadata: {
        ...metadata,
        annotations: {
          'kubernetes.io/ingress.class': 'nginx',
          'kubectl.kubernetes.io/last-applied-configuration': '{"big":1}',
        },
      },
      spec: {
        rules: [
          {
            host: 'chat.example.org',
            http: {
              paths: [
                {
                  path: '/',
                  pathType: 'Prefix',
                  backend: { service: { name: 's', port: { name: 'http' } } },
                },
              ],
            },
          },
        ],
        tls: [{ secretName: 't' }],
      },
      status: { loadBalancer: { ingress: [{ hostname: 'lb.example.org' }] } },
    }),
  ).toEqual({
    namespace: 'matrix',
    name: 'x',
    className: 'nginx',
    annotations: { 'kubernetes.io/ingress.class': 'nginx' },
    rules: [
      {
        host: 'chat.example.org',
        paths: [
          {
            path: '/',
            pathType: 'Prefix',
            service: { name: 's', port: 'http' },
          },
        ],
      },
    ],
    tls: [{ hosts: [], secretName: 't' }],
    addresses: ['lb.example.org'],
  });
});

it('reads whether an IngressClass is the default', () => {
  expect(
    ingressClassSchema.parse({
      metadata: {
        name: 'nginx',
        annotations: { 'ingressclass.kubernetes.io/is-default-class': 'true' },
      },
      spec: { controller: 'k8s.io/ingress-nginx' },
    }),
  ).toEqual({
    name: 'nginx',
    controller: 'k8s.io/ingress-nginx',
    isDefault: true,
  });
});

it.each([
  [{ acme: { server: 'https://a', solvers: [{ http01: {} }] } }, 'acme'],
  [{ selfSigned: {} }, 'selfSigned'],
  [{ ca: { secretName: 's' } }, 'ca'],
  [{ vault: {} }, 'other'],
])('reads issuer %j as %s', (spec, type) => {
  expect(
    issuerSchema.parse({ kind: 'ClusterIssuer', metadata, spec }).type,
  ).toBe(type);
});

it("reads the labels of a solver's pods", () => {
  const labels = { 'app.kubernetes.io/expose': 'true' };
  const solvers = [
    { http01: { ingress: { podTemplate: { metadata: { labels } } } } },
    { dns01: {} },
  ];

  expect(
    issuerSchema.parse({
      kind: 'ClusterIssuer',
      metadata,
      spec: { acme: { solvers } },
    }).solvers,
  ).toEqual([
    { type: 'http01', podLabels: labels },
    { type: 'dns01', podLabels: {} },
  ]);
});

it('keeps a NetworkPolicy as it is, its managed fields included', () => {
  const policy = {
    apiVersion: 'networking.k8s.io/v1',
    kind: 'NetworkPolicy',
    metadata: { ...metadata, managedFields: [{ manager: 'kubectl-edit' }] },
    spec: {
      podSelector: {},
      ingress: [{ from: [{ podSelector: {} }], ports: [{ port: 'http' }] }],
    },
  };

  expect(networkPolicySchema.parse(policy)).toEqual(policy);
});

it('wants a CA in every webhook of a configuration', () => {
  const withBundles = (...bundles: string[]) =>
    webhookConfigurationSchema.parse({
      kind: 'MutatingWebhookConfiguration',
      metadata: { name: 'w' },
      webhooks: bundles.map(caBundle => ({ clientConfig: { caBundle } })),
    }).hasCaBundle;

  expect(withBundles('Q0E=', 'Q0E=')).toBe(true);
  expect(withBundles('Q0E=', '')).toBe(false);
});
