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

import { INGRESS_NAMESPACE } from '../stack/ingressNginx';
import { Grant } from './Grant';

const groupRights =
  (apiGroup: string) =>
  (
    resources: readonly string[],
    verbs: readonly string[],
    options: { namespace?: string; resourceNames?: readonly string[] } = {},
  ): Grant => ({
    ...(options.namespace && { namespace: options.namespace }),
    rule: {
      apiGroups: [apiGroup],
      resources,
      ...(options.resourceNames && { resourceNames: options.resourceNames }),
      verbs,
    },
  });

const core = groupRights('');
const networking = groupRights('networking.k8s.io');
const leases = groupRights('coordination.k8s.io');
const certificates = groupRights('cert-manager.io');
const acme = groupRights('acme.cert-manager.io');
const gateway = groupRights('gateway.networking.k8s.io');
const signing = groupRights('certificates.k8s.io');

const read = ['get', 'list', 'watch'];
const readAndPatch = ['get', 'list', 'patch', 'update', 'watch'];
const all = [
  'create',
  'delete',
  'deletecollection',
  'get',
  'list',
  'patch',
  'update',
  'watch',
];
const signers = {
  resourceNames: [
    'issuers.cert-manager.io/*',
    'clusterissuers.cert-manager.io/*',
  ],
};

/** What ingress-nginx's roles allow, over the releases of the catalogue. */
export const ingressNginxRights: readonly Grant[] = [
  core(['events'], ['create', 'patch']),
  core(['nodes', 'services'], read),
  core(
    ['configmaps', 'endpoints', 'namespaces', 'pods', 'secrets'],
    ['list', 'watch'],
  ),
  groupRights('admissionregistration.k8s.io')(
    ['validatingwebhookconfigurations'],
    ['get', 'update'],
  ),
  leases(['leases'], ['list', 'watch']),
  groupRights('discovery.k8s.io')(['endpointslices'], read),
  networking(['ingressclasses', 'ingresses'], read),
  networking(['ingresses/status'], ['update']),
  core(['secrets'], ['create', 'get'], { namespace: INGRESS_NAMESPACE }),
  core(['configmaps', 'endpoints', 'namespaces', 'pods'], ['get'], {
    namespace: INGRESS_NAMESPACE,
  }),
  leases(['leases'], ['create'], { namespace: INGRESS_NAMESPACE }),
  leases(['leases'], ['get', 'update'], {
    namespace: INGRESS_NAMESPACE,
    resourceNames: ['ingress-nginx-leader'],
  }),
];

/** What cert-manager's roles allow, over the releases of the catalogue. */
export const certManagerRights: readonly Grant[] = [
  core(
    ['secrets'],
    ['create', 'delete', 'get', 'list', 'patch', 'update', 'watch'],
  ),
  core(['pods', 'services'], ['create', 'delete', 'get', 'list', 'watch']),
  core(['events'], ['create', 'get', 'patch', 'update']),
  acme(['challenges', 'orders'], all),
  acme(['challenges/status', 'orders/status'], ['patch', 'update']),
  acme(['challenges/finalizers', 'orders/finalizers'], ['update']),
  groupRights('admissionregistration.k8s.io')(
    ['mutatingwebhookconfigurations', 'validatingwebhookconfigurations'],
    readAndPatch,
  ),
  groupRights('apiextensions.k8s.io')(
    ['customresourcedefinitions'],
    readAndPatch,
  ),
  groupRights('apiregistration.k8s.io')(['apiservices'], readAndPatch),
  groupRights('authorization.k8s.io')(['subjectaccessreviews'], ['create']),
  certificates(['certificaterequests', 'certificates', 'issuers'], all),
  certificates(['clusterissuers'], readAndPatch),
  certificates(
    [
      'certificaterequests/status',
      'certificates/status',
      'clusterissuers/status',
      'issuers/status',
    ],
    ['patch', 'update'],
  ),
  certificates(
    [
      'certificaterequests/finalizers',
      'certificates/finalizers',
      'clusterissuers/finalizers',
      'issuers/finalizers',
    ],
    ['update'],
  ),
  certificates(['signers'], ['approve'], signers),
  signing(['certificatesigningrequests'], ['get', 'list', 'update', 'watch']),
  signing(['certificatesigningrequests/status'], ['patch', 'update']),
  signing(['signers'], ['sign'], signers),
  gateway(
    ['httproutes'],
    ['create', 'delete', 'get', 'list', 'update', 'watch'],
  ),
  gateway(['gateways', 'listenersets'], read),
  gateway(
    ['gateways/finalizers', 'httproutes/finalizers', 'listenersets/finalizers'],
    ['update'],
  ),
  networking(
    ['ingresses'],
    ['create', 'delete', 'get', 'list', 'update', 'watch'],
  ),
  networking(['ingresses/finalizers'], ['update']),
  groupRights('route.openshift.io')(['routes/custom-host'], ['create']),
  leases(['leases'], ['create'], { namespace: 'kube-system' }),
  leases(['leases'], ['get', 'patch', 'update'], {
    namespace: 'kube-system',
    resourceNames: [
      'cert-manager-cainjector-leader-election',
      'cert-manager-cainjector-leader-election-core',
    ],
  }),
  leases(['leases'], ['get', 'patch', 'update'], {
    namespace: 'kube-system',
    resourceNames: ['cert-manager-controller'],
  }),
];
