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

import { SnapshotSource } from '@matrix-network/backstage-plugin-matrix-network-common';
import { KindRef } from '../cluster';

/** The sources that are lists, each with the kinds that it reads. Secrets are none of them. */
export type ListSource = Exclude<SnapshotSource, 'version' | 'ingressConfig'>;

interface SourceKinds {
  kinds: readonly KindRef[];
  namespaced: boolean;
}

const apps = 'apps/v1';
const networking = 'networking.k8s.io/v1';
const admission = 'admissionregistration.k8s.io/v1';
const certManager = 'cert-manager.io/v1';
const acme = 'acme.cert-manager.io/v1';
const adminPolicies = 'policy.networking.k8s.io/v1alpha1';

const namespaced = (apiVersion: string, kind: string): SourceKinds => ({
  kinds: [{ apiVersion, kind }],
  namespaced: true,
});

const global = (apiVersion: string, ...kinds: string[]): SourceKinds => ({
  kinds: kinds.map(kind => ({ apiVersion, kind })),
  namespaced: false,
});

/** What a snapshot reads. Pods are those of all namespaces: a policy can speak of any of them. */
export const listSources: Readonly<Record<ListSource, SourceKinds>> = {
  namespaces: global('v1', 'Namespace'),
  pods: namespaced('v1', 'Pod'),
  networkPolicies: namespaced(networking, 'NetworkPolicy'),
  adminNetworkPolicies: global(
    adminPolicies,
    'AdminNetworkPolicy',
    'BaselineAdminNetworkPolicy',
  ),
  services: namespaced('v1', 'Service'),
  endpointSlices: namespaced('discovery.k8s.io/v1', 'EndpointSlice'),
  ingresses: namespaced(networking, 'Ingress'),
  ingressClasses: global(networking, 'IngressClass'),
  /** Served from Kubernetes 1.33 on, and since 1.31 where switched on. */
  serviceCidrs: global(networking, 'ServiceCIDR'),
  deployments: namespaced(apps, 'Deployment'),
  daemonSets: namespaced(apps, 'DaemonSet'),
  statefulSets: namespaced(apps, 'StatefulSet'),
  nodes: global('v1', 'Node'),
  customResourceDefinitions: global(
    'apiextensions.k8s.io/v1',
    'CustomResourceDefinition',
  ),
  webhookConfigurations: global(
    admission,
    'ValidatingWebhookConfiguration',
    'MutatingWebhookConfiguration',
  ),
  certificates: namespaced(certManager, 'Certificate'),
  certificateRequests: namespaced(certManager, 'CertificateRequest'),
  orders: namespaced(acme, 'Order'),
  challenges: namespaced(acme, 'Challenge'),
  issuers: {
    kinds: [
      { apiVersion: certManager, kind: 'ClusterIssuer' },
      { apiVersion: certManager, kind: 'Issuer' },
    ],
    namespaced: false,
  },
  prometheusRules: namespaced('monitoring.coreos.com/v1', 'PrometheusRule'),
  pluginPolicies: {
    kinds: [
      { apiVersion: 'cilium.io/v2', kind: 'CiliumNetworkPolicy' },
      { apiVersion: 'cilium.io/v2', kind: 'CiliumClusterwideNetworkPolicy' },
      { apiVersion: 'crd.projectcalico.org/v1', kind: 'NetworkPolicy' },
      { apiVersion: 'crd.projectcalico.org/v1', kind: 'GlobalNetworkPolicy' },
      { apiVersion: 'crd.antrea.io/v1beta1', kind: 'NetworkPolicy' },
      { apiVersion: 'crd.antrea.io/v1beta1', kind: 'ClusterNetworkPolicy' },
      { apiVersion: 'k8s.ovn.org/v1', kind: 'EgressFirewall' },
      { apiVersion: 'security.istio.io/v1', kind: 'AuthorizationPolicy' },
      {
        apiVersion: 'policy.networking.k8s.io/v1alpha2',
        kind: 'ClusterNetworkPolicy',
      },
      {
        apiVersion: 'policy.networking.k8s.io/v1beta1',
        kind: 'ClusterNetworkPolicy',
      },
    ],
    namespaced: false,
  },
};
