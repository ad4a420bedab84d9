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
import {
  foreignCertManager,
  foreignIngressController,
} from './installedComponents';

interface Options {
  kind?: 'Deployment' | 'DaemonSet';
  name?: string;
  namespace?: string;
  selector?: object;
  podLabels?: Record<string, string>;
  image: string;
  args?: string[];
  hostNetwork?: boolean;
  labels?: Record<string, string>;
  replicas?: number;
  status?: object;
}

function deployment(options: Options): KubernetesObject {
  const { podLabels = { app: 'x' } } = options;
  return {
    apiVersion: 'apps/v1',
    kind: options.kind ?? 'Deployment',
    metadata: {
      name: options.name ?? 'x',
      namespace: options.namespace ?? 'infra',
      labels: options.labels,
      annotations: { 'meta.helm.sh/release-name': 'web' },
    },
    ...(options.status && { status: options.status }),
    spec: {
      ...(options.replicas !== undefined && { replicas: options.replicas }),
      selector: options.selector ?? { matchLabels: podLabels },
      template: {
        metadata: { labels: podLabels },
        spec: {
          ...(options.hostNetwork && { hostNetwork: true }),
          containers: [{ name: 'c', image: options.image, args: options.args }],
        },
      },
    },
  };
}

const NAME = 'app.kubernetes.io/name';
const INSTANCE = 'app.kubernetes.io/instance';
const COMPONENT = 'app.kubernetes.io/component';

const ingressLabels = { [NAME]: 'ingress-nginx', [COMPONENT]: 'controller' };
const upstreamImage =
  'registry.k8s.io/ingress-nginx/controller:v1.13.2@sha256:1f';

describe('Who installed an ingress-nginx, and where its pods are', () => {
  const inSystem = { namespace: 'kube-system' };
  const rke2Labels = {
    [NAME]: 'rke2-ingress-nginx',
    [INSTANCE]: 'rke2-ingress-nginx',
    [COMPONENT]: 'controller',
  };
  const rke2: Options = {
    ...inSystem,
    kind: 'DaemonSet',
    name: 'rke2-ingress-nginx-controller',
    podLabels: {
      ...rke2Labels,
      'app.kubernetes.io/version': '1.12.4',
      'helm.sh/chart': 'rke2-ingress-nginx-4.12.401',
    },
    selector: { matchLabels: rke2Labels },
    image: 'docker.io/rancher/nginx-ingress-controller:v1.12.4-hardened2',
    args: ['--controller-class=k8s.io/ingress-nginx', '--ingress-class=nginx'],
  };
  const helm: Options = {
    podLabels: { ...ingressLabels, [INSTANCE]: 'web' },
    image: upstreamImage,
  };
  const renamed = { ...helm.podLabels, [NAME]: 'edge' };

  it.each<[string, Options, object]>([
    [
      'a Helm release in a namespace of its own',
      helm,
      {
        version: '1.13.2',
        namespace: 'infra',
        pods: {
          labels: { ...ingressLabels, [INSTANCE]: 'web' },
          hostNetwork: false,
        },
      },
    ],
    [
      "one with Helm's nameOverride",
      { ...helm, podLabels: renamed },
      { version: '1.13.2', pods: { labels: renamed, hostNetwork: false } },
    ],
    [
      'a DaemonSet on the host network',
      { ...helm, kind: 'DaemonSet', hostNetwork: true },
      { pods: { labels: helm.podLabels, hostNetwork: true } },
    ],
    [
      "RKE2's, by the labels that stay when it is upgraded",
      rke2,
      {
        version: '1.12.4-hardened2',
        namespace: 'kube-system',
        pods: { labels: rke2Labels, hostNetwork: false },
      },
    ],
    [
      'one whose selector has expressions',
      {
        ...helm,
        selector: {
          matchLabels: { [INSTANCE]: 'web' },
          matchExpressions: [
            { key: COMPONENT, operator: 'In', values: ['controller', 'x'] },
            { key: 'canary', operator: 'DoesNotExist' },
          ],
        },
      },
      {
        pods: {
          labels: { [INSTANCE]: 'web', [COMPONENT]: 'controller' },
          hostNetwork: false,
        },
      },
    ],
  ])('is told of %s', (_, options, expected) => {
    expect(foreignIngressController([deployment(options)])).toMatchObject({
      owner: 'Helm release web',
      ...expected,
    });
  });

  it('is never told of its default backend or its admission', () => {
    const part = (role: string, image: string) =>
      deployment({
        ...inSystem,
        podLabels: { ...rke2Labels, [COMPONENT]: role },
        image,
      });

    expect(
      foreignIngressController([
        part(
          'default-backend',
          'rancher/nginx-ingress-controller-defaultbackend:1.5',
        ),
        part('admission-webhook', rke2.image),
      ]),
    ).toBeUndefined();
  });

  it('is told of the one for IngressClass nginx, where there are several', () => {
    const internal = deployment({
      ...helm,
      namespace: 'internal',
      args: ['--controller-class=k8s.io/internal-ingress-nginx'],
    });

    expect(
      foreignIngressController([internal, deployment(rke2)]),
    ).toMatchObject({ namespace: 'kube-system', others: ['internal/x'] });
    expect(foreignIngressController([internal])?.namespace).toBe('internal');
  });

  describe('where there are several of its class', () => {
    const found = (...several: Options[]) => {
      const one = foreignIngressController(several.map(deployment));
      return one && { tied: undefined, ...one };
    };
    const live: Options = {
      ...helm,
      namespace: 'ingress-nginx',
      name: 'ingress-nginx-controller',
    };
    const edge: Options = { ...helm, namespace: 'edge', name: 'controller' };
    const inEdge = { namespace: 'edge' };
    const isLive = {
      namespace: 'ingress-nginx',
      others: ['edge/controller'],
      tied: undefined,
    };

    it('is told of the one that runs, whatever else speaks for one that does not', () => {
      expect(found({ ...edge, replicas: 0 }, live)).toMatchObject(isLive);
      expect(found(edge, { ...live, replicas: 0 })).toMatchObject(inEdge);
    });

    it('is told of the one of its class, though it is scaled down for a while', () => {
      const internal = {
        ...edge,
        args: ['--controller-class=k8s.io/internal'],
      };

      expect(found({ ...live, replicas: 0 }, internal)).toMatchObject(isLive);
    });

    it('takes a DaemonSet for what its status says', () => {
      const daemonSet = (status?: object): Options => ({
        ...edge,
        kind: 'DaemonSet',
        status,
      });
      const nowhere = { observedGeneration: 1, desiredNumberScheduled: 0 };
      const everywhere = { observedGeneration: 1, desiredNumberScheduled: 3 };
      const elsewhere = { ...live, namespace: 'infra' };

      expect(found(elsewhere, daemonSet(nowhere))?.namespace).toBe('infra');
      expect(
        found({ ...elsewhere, replicas: 0 }, daemonSet(everywhere)),
      ).toMatchObject(inEdge);
      expect(found({ ...elsewhere, replicas: 0 }, daemonSet())).toMatchObject(
        inEdge,
      );
    });

    it('reads a class that is said in an argument of its own', () => {
      const other = ['--controller-class', 'k8s.io/internal'];
      const own = ['--controller-class', 'k8s.io/ingress-nginx', '--v=2'];

      expect(
        found({ ...live, args: other }, { ...edge, args: own }),
      ).toMatchObject({ ...inEdge, tied: undefined });
    });

    it('prefers one whose image is known, then the one in the usual namespace', () => {
      const unknown = { ...live, podLabels: ingressLabels, image: 'corp/web' };

      expect(found(unknown, edge)).toMatchObject({
        ...inEdge,
        tied: undefined,
      });
      expect(found(edge, live)).toMatchObject(isLive);
    });

    it('says of which of them nothing tells', () => {
      const infra = { ...edge, namespace: 'infra' };

      expect(found(edge, infra)).toMatchObject({
        ...inEdge,
        others: ['infra/controller'],
        tied: ['edge/controller', 'infra/controller'],
      });
      expect(
        found({ ...edge, replicas: 0 }, { ...infra, replicas: 0 }),
      ).toMatchObject({ ...inEdge, tied: undefined });
    });

    it('counts those as one that the same policies let in', () => {
      const canary = { ...edge, name: 'canary' };
      const onHost = { ...edge, hostNetwork: true };

      expect(found(edge, canary)?.others).toBeUndefined();
      expect(found(onHost, { ...onHost, namespace: 'infra' })?.tied).toBe(
        undefined,
      );
      expect(found(edge, { ...canary, hostNetwork: true })).toMatchObject({
        tied: ['edge/controller', 'edge/canary'],
      });
    });
  });

  it.each([
    ["the template's labels", { app: 'web' }],
    ['none at all', {}],
  ])(
    'is known by %s where its selector only says what must not be there',
    (_, podLabels) => {
      const selector = {
        matchExpressions: [{ key: 'canary', operator: 'DoesNotExist' }],
      };
      expect(
        foreignIngressController([deployment({ ...helm, podLabels, selector })])
          ?.pods?.labels,
      ).toEqual(podLabels);
    },
  );

  it("is no matter while the stack's own serves: it would be shut out", () => {
    const own = deployment({
      ...helm,
      namespace: 'ingress-nginx',
      labels: { 'app.kubernetes.io/managed-by': 'matrix-network' },
    });

    expect(foreignIngressController([deployment(helm), own])).toBeUndefined();
  });
});
it('finds an ingress-nginx by its labels, with version, namespace and owner', () => {
  const found = foreignIngressController([
    deployment({
      podLabels: ingressLabels,
      image: 'registry.k8s.io/ingress-nginx/controller:v1.13.2@sha256:1f',
    }),
  ]);

  expect(found).toEqual({
    version: '1.13.2',
    namespace: 'infra',
    owner: 'Helm release web',
    pods: { labels: ingressLabels, hostNetwork: false },
  });
});

it("finds one by its image where the labels are somebody's own", () => {
  const found = foreignIngressController([
    deployment({
      image: 'rancher/nginx-ingress-controller:v1.12.4-hardened2',
    }),
  ]);

  expect(found?.version).toBe('1.12.4-hardened2');
});

it('takes the version from a label where the image has only a digest', () => {
  const found = foreignIngressController([
    deployment({
      podLabels: ingressLabels,
      labels: { 'app.kubernetes.io/version': '1.14.5' },
      image: 'registry.k8s.io/ingress-nginx/controller@sha256:1f',
    }),
  ]);

  expect(found?.version).toBe('1.14.5');
});

it("does not take the stack's own for somebody else's", () => {
  const own = deployment({
    podLabels: ingressLabels,
    labels: { 'app.kubernetes.io/managed-by': 'matrix-network' },
    image: 'registry.k8s.io/ingress-nginx/controller:v1.15.1',
  });

  expect(foreignIngressController([own])).toBeUndefined();
});

it('does not take a cainjector for cert-manager, whatever image it runs', () => {
  const image = 'quay.io/jetstack/cert-manager-controller:v1.14.0';
  const component = (name: string, role: string) =>
    deployment({
      podLabels: {
        'app.kubernetes.io/name': name,
        'app.kubernetes.io/component': role,
      },
      image,
    });

  expect(foreignCertManager([component('cainjector', 'cainjector')])).toBe(
    undefined,
  );
  expect(
    foreignCertManager([component('cert-manager', 'controller')]),
  ).toMatchObject({
    version: '1.14.0',
    namespace: 'infra',
    owner: 'Helm release web',
  });
});
