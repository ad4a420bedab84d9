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
  stageIds,
  STACK_LABEL,
} from '@matrix-network/backstage-plugin-matrix-network-common';
import { allObjects, find, stageOf } from '../__testUtils__/find';
import { miniatureReleases } from '../__testUtils__/miniature';
import {
  realMirror,
  realReleases,
  realVersions,
} from '../__testUtils__/mirror';
import { aSpec, someFacts } from '../__testUtils__/specs';
import { changedFields } from '../apply/changedFields';
import { MANAGED_BY, MANAGED_BY_LABEL } from './labels';
import { renderStack } from './renderStack';

const ownLabels =
  / metadata\.labels(\.(app\.kubernetes\.io\/managed-by|matrix-network\.io\/stage))?$/;

/** Every difference between upstream's manifests and what is applied, but for our own labels. */
const inBoth = [
  'Deployment ingress-nginx-controller spec.replicas',
  'Deployment ingress-nginx-controller spec.template.spec.containers[0].ports',
  'Deployment ingress-nginx-controller spec.template.spec.containers[0].resources.requests.cpu',
  'Deployment ingress-nginx-controller spec.template.spec.containers[0].resources.requests.memory',
  'Deployment ingress-nginx-controller spec.template.spec.topologySpreadConstraints',
  'Job ingress-nginx-admission-create metadata.annotations',
  'Job ingress-nginx-admission-patch metadata.annotations',
  'Service ingress-nginx-controller spec.externalTrafficPolicy',
  'Service ingress-nginx-controller spec.ports[0].nodePort',
  'Service ingress-nginx-controller spec.ports[1].nodePort',
  'ValidatingWebhookConfiguration ingress-nginx-admission webhooks[0].failurePolicy',
];

const documentedChanges: Record<string, string[]> = {
  '1.15.1': [
    ...inBoth,
    'ConfigMap ingress-nginx-controller data',
    'Deployment ingress-nginx-controller spec.template.spec.containers[0].args',
  ],
  '1.11.1': [
    ...inBoth,
    ...[
      'limit-req-status-code',
      'max-worker-connections',
      'proxy-body-size',
      'proxy-read-timeout',
      'proxy-send-timeout',
      'ssl-ciphers',
      'ssl-protocols',
      'use-forwarded-headers',
      'worker-processes',
    ].map(key => `ConfigMap ingress-nginx-controller data.${key}`),
    'Deployment ingress-nginx-controller spec.template.spec.containers[0].args[8]',
    // cert-manager 1.14.0: fields without a value, and the cainjector's image.
    'Deployment cert-manager spec.revisionHistoryLimit',
    'Deployment cert-manager-cainjector spec.revisionHistoryLimit',
    'Deployment cert-manager-cainjector spec.template.spec.containers[0].image',
    'Deployment cert-manager-webhook spec.revisionHistoryLimit',
  ],
};

const render = (
  input: Parameters<typeof aSpec>[0] = {},
  facts = someFacts,
  releases = miniatureReleases,
) => renderStack(aSpec(input), facts, releases);

it('has all stages in order, default-deny-all alone in the last one', () => {
  const stack = render();

  expect(stack.stages.map(({ id }) => id)).toEqual(stageIds);
  const last = stageOf(stack, 'default-deny').objects;
  expect(last.map(({ metadata }) => metadata.name)).toEqual([
    'default-deny-all',
  ]);
});

it('is the same each time', () => {
  expect(JSON.stringify(render())).toBe(JSON.stringify(render()));
});

it('has all 13 policies', () => {
  const policies = allObjects(render()).filter(
    ({ kind, metadata }) =>
      kind === 'NetworkPolicy' && metadata.name !== 'livekit-access',
  );

  expect(policies).toHaveLength(13);
});

it('labels what one Matrix cluster owns with its name, and shared objects with none', () => {
  const stack = render();
  const policy = find(allObjects(stack), 'NetworkPolicy', 'allow-dns');
  const service = find(
    allObjects(stack),
    'Service',
    'ingress-nginx-controller',
  );

  expect(policy.metadata.labels).toMatchObject({
    [STACK_LABEL]: 'chat-eu',
    'backstage.io/kubernetes-id': 'chat-eu',
  });
  expect(service.metadata.labels).not.toHaveProperty([STACK_LABEL]);
});

it('marks every object as managed by this product', () => {
  for (const { metadata } of allObjects(render())) {
    expect(metadata.labels).toMatchObject({ [MANAGED_BY_LABEL]: MANAGED_BY });
  }
});

it('takes all Namespaces first', () => {
  const stack = render();
  const names = stageOf(stack, 'namespaces').objects.map(
    ({ metadata }) => metadata.name,
  );

  expect(names).toEqual(['matrix', 'ingress-nginx', 'cert-manager']);
  expect(
    allObjects(stack).filter(({ kind }) => kind === 'Namespace'),
  ).toHaveLength(3);
});

it('warns where NodePorts answer on some nodes only', () => {
  const codes = (exposure: 'nodePort' | 'loadBalancer') =>
    render({ ingress: { exposure } }).warnings.map(({ code }) => code);

  expect(codes('nodePort')).toContain('node-port-answers-locally');
  expect(codes('loadBalancer')).not.toContain('node-port-answers-locally');
});

(realMirror ? describe : describe.skip)('over the real manifests', () => {
  it.each(realVersions)(
    'renders ingress-nginx $ingress and cert-manager $certManager',
    async versions => {
      const releases = await realReleases(versions);
      const stack = render(
        { images: { registry: 'registry.example.net' } },
        { ...someFacts, prometheusOperator: true },
        releases,
      );
      const text = JSON.stringify(stack);

      expect(text).not.toMatch(/"(registry\.k8s\.io|quay\.io)/);
      expect(text).not.toMatch(/=(registry\.k8s\.io|quay\.io)/);
      expect(text).toContain(
        `registry.example.net/jetstack/cert-manager-cainjector:v${versions.certManager}`,
      );
      expect(text).toContain(
        `--acme-http01-solver-image=registry.example.net/jetstack/cert-manager-acmesolver:v${versions.certManager}`,
      );
      expect(stageOf(stack, 'cert-manager').waits).toContainEqual({
        kind: 'crdEstablished',
        name: 'certificates.cert-manager.io',
        serves: [{ apiVersion: 'cert-manager.io/v1', kind: 'Certificate' }],
      });
    },
  );

  it.each(realVersions)(
    'changes only what the patches are for ($ingress, $certManager)',
    async versions => {
      const releases = await realReleases(versions);
      const rendered = allObjects(render({}, someFacts, releases));
      const upstream = [releases.ingressNginx, releases.certManager].flatMap(
        release => release?.objects ?? [],
      );
      const changes = upstream.flatMap(object =>
        changedFields(
          object,
          find(rendered, object.kind, object.metadata.name),
        ).map(path => `${object.kind} ${object.metadata.name} ${path}`),
      );

      expect(changes.filter(change => !ownLabels.test(change)).sort()).toEqual(
        [...documentedChanges[versions.ingress]].sort(),
      );
    },
  );
});
