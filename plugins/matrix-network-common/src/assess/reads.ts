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

import { forbiddenRights } from '../snapshot/forbiddenRights';
import { ReadOutcome, Snapshot, SnapshotSource } from '../snapshot/Snapshot';

/** Whether a source was read in full. */
export function wasRead(snapshot: Snapshot, source: SnapshotSource): boolean {
  return snapshot.reads[source]?.status === 'ok';
}

/** Whether all of these sources were read in full. */
export function wereRead(
  snapshot: Snapshot,
  sources: readonly SnapshotSource[],
): boolean {
  return sources.every(source => wasRead(snapshot, source));
}

/** Names of the sources as a person reads them, for sentences. */
export const sourceTitles: Readonly<Record<SnapshotSource, string>> = {
  version: 'the Kubernetes version',
  namespaces: 'namespaces',
  pods: 'pods',
  networkPolicies: 'NetworkPolicies',
  adminNetworkPolicies: 'AdminNetworkPolicies',
  services: 'Services',
  endpointSlices: 'EndpointSlices',
  ingresses: 'Ingresses',
  ingressClasses: 'IngressClasses',
  serviceCidrs: 'ServiceCIDRs',
  deployments: 'Deployments',
  daemonSets: 'DaemonSets',
  statefulSets: 'StatefulSets',
  nodes: 'nodes',
  customResourceDefinitions: 'CustomResourceDefinitions',
  webhookConfigurations: 'admission webhook configurations',
  certificates: 'Certificates',
  certificateRequests: 'CertificateRequests',
  orders: 'ACME Orders',
  challenges: 'ACME Challenges',
  issuers: 'Issuers and ClusterIssuers',
  ingressConfig: "the ingress controller's ConfigMap",
  prometheusRules: 'PrometheusRules',
  pluginPolicies: 'policies of network plugins and meshes',
};

/** Every source that a snapshot can have. */
export const allSources = Object.keys(sourceTitles).filter(isSource);

function isSource(name: string): name is SnapshotSource {
  return name in sourceTitles;
}

/** Why a source is not there, for a sentence; undefined when it was read or its kind is not installed. */
export function readProblem(
  outcome: ReadOutcome | undefined,
): string | undefined {
  switch (outcome?.status) {
    case 'ok':
    case 'notInstalled':
      return undefined;
    case 'forbidden':
      return `may not ${forbiddenRights(outcome)
        .map(
          ({ verb, resource, namespace }) =>
            `${verb} ${resource}${
              namespace ? ` in namespace ${namespace}` : ''
            }`,
        )
        .join(', nor ')}`;
    case 'failed':
      return outcome.message;
    default:
      return 'was not read';
  }
}
