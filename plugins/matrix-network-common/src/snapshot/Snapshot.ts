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
  KubernetesObject,
  Labels,
  NetworkPolicy,
  Protocol,
} from '../kubernetes/types';
import { MissingRight } from '../stack/StackPlan';
import { ClusterFacts } from '../stack/types';

/** What reading one kind from the cluster came to. @public */
export type ReadOutcome =
  | { status: 'ok' }
  /** The kind does not exist on this cluster (its CRD is not installed). */
  | { status: 'notInstalled' }
  /** One right that is missing, and the others where a source has several kinds. */
  | ({
      status: 'forbidden';
      others?: readonly MissingRight[];
    } & MissingRight)
  /** A failure hides no right that is missing for another kind of the source. */
  | { status: 'failed'; message: string; forbidden?: readonly MissingRight[] };

/** Kinds that a snapshot reads; each can fail on its own. @public */
export type SnapshotSource =
  | 'version'
  | 'namespaces'
  | 'pods'
  | 'networkPolicies'
  | 'adminNetworkPolicies'
  | 'services'
  | 'endpointSlices'
  | 'ingresses'
  | 'ingressClasses'
  /** Optional: clusters before Kubernetes 1.33 do not serve it. */
  | 'serviceCidrs'
  | 'deployments'
  | 'daemonSets'
  | 'statefulSets'
  | 'nodes'
  | 'customResourceDefinitions'
  | 'webhookConfigurations'
  | 'certificates'
  | 'certificateRequests'
  | 'orders'
  | 'challenges'
  | 'issuers'
  | 'ingressConfig'
  /** Optional: where the Prometheus operator is installed. */
  | 'prometheusRules'
  /** Optional: policies of network plugins and meshes, which no verdict judges. */
  | 'pluginPolicies';

/** @public */
export interface PodSnapshot {
  namespace: string;
  name: string;
  labels: Labels;
  /** `status.podIPs`, or `status.podIP`; empty until one is assigned. */
  ips: readonly string[];
  hostNetwork: boolean;
  phase: 'Pending' | 'Running' | 'Succeeded' | 'Failed' | 'Unknown';
  ready: boolean;
  terminating: boolean;
  nodeName?: string;
  /** Declared container ports. */
  ports: readonly { name?: string; port: number; protocol: Protocol }[];
  owner?: { kind: string; name: string };
}

/** @public */
export interface NamespaceSnapshot {
  name: string;
  labels: Labels;
}

/** @public */
export interface ControllerSnapshot {
  kind: 'Deployment' | 'DaemonSet' | 'StatefulSet';
  namespace: string;
  name: string;
  labels: Labels;
  podLabels: Labels;
  desired: number;
  ready: number;
  available: number;
  updated: number;
  observedGeneration?: number;
  generation?: number;
  conditions: readonly Condition[];
  images: readonly string[];
  /** Set when an HPA owns `spec.replicas`. */
  autoscaled: boolean;
  /** `command` and `args` of its containers: flags may be in either. */
  args: readonly string[];
}

/** A condition as Kubernetes writes it. @public */
export interface Condition {
  type: string;
  status: 'True' | 'False' | 'Unknown';
  reason?: string;
  message?: string;
  lastTransitionTime?: string;
}

/** @public */
export interface ServiceSnapshot {
  namespace: string;
  name: string;
  type: string;
  selector: Labels;
  clusterIPs: readonly string[];
  ports: readonly {
    name?: string;
    port: number;
    targetPort?: number | string;
    nodePort?: number;
    protocol: Protocol;
  }[];
  externalTrafficPolicy?: string;
  /** It sends traffic to pods that are not ready, too. */
  publishNotReadyAddresses?: boolean;
  /** Ready addresses over all its EndpointSlices; undefined when those could not be read. */
  readyEndpoints?: number;
}

/** @public */
export interface IngressSnapshot {
  namespace: string;
  name: string;
  className?: string;
  annotations: Readonly<Record<string, string>>;
  rules: readonly {
    host?: string;
    paths: readonly {
      path?: string;
      pathType: string;
      service?: { name: string; port: number | string };
    }[];
  }[];
  tls: readonly { hosts: readonly string[]; secretName?: string }[];
  /** Addresses in `status.loadBalancer.ingress`. */
  addresses: readonly string[];
}

/** @public */
export interface CertificateSnapshot {
  namespace: string;
  name: string;
  secretName: string;
  issuer: { name: string; kind: string };
  dnsNames: readonly string[];
  commonName?: string;
  duration?: string;
  renewBefore?: string;
  conditions: readonly Condition[];
  notBefore?: string;
  notAfter?: string;
  renewalTime?: string;
  failedIssuanceAttempts?: number;
  lastFailureTime?: string;
  /** The newest CertificateRequest, its Order and that Order's Challenges: where a failure explains itself. */
  request?: {
    name: string;
    conditions: readonly Condition[];
    createdAt?: string;
  };
  order?: { name: string; state?: string; reason?: string };
  challenges: readonly {
    name: string;
    dnsName: string;
    type: string;
    state?: string;
    reason?: string;
    presented: boolean;
  }[];
}

/** @public */
export interface IssuerSnapshot {
  kind: 'ClusterIssuer' | 'Issuer';
  namespace?: string;
  name: string;
  type: 'acme' | 'selfSigned' | 'ca' | 'other';
  acmeServer?: string;
  email?: string;
  /** Solver kinds in order, and the labels that HTTP-01 solver pods get. */
  solvers: readonly { type: 'http01' | 'dns01'; podLabels: Labels }[];
  conditions: readonly Condition[];
}

/** @public */
export interface WebhookSnapshot {
  kind: 'ValidatingWebhookConfiguration' | 'MutatingWebhookConfiguration';
  name: string;
  hasCaBundle: boolean;
}

/**
 * What one poll read from a cluster, reduced to what assessment needs. Holds no
 * Secret data.
 * @public
 */
export interface Snapshot {
  matrixCluster: string;
  kubernetesCluster: string;
  namespace: string;
  /** ISO 8601. */
  takenAt: string;
  reads: Readonly<Partial<Record<SnapshotSource, ReadOutcome>>>;
  facts: ClusterFacts;
  namespaces: readonly NamespaceSnapshot[];
  /** Every pod of the cluster that a policy of the namespace can speak of. */
  pods: readonly PodSnapshot[];
  /** All NetworkPolicies of the Matrix namespace, raw, with `managedFields`. */
  networkPolicies: readonly NetworkPolicy[];
  /** NetworkPolicies of other namespaces, so that both ends of a flow can be judged. */
  otherNetworkPolicies: readonly NetworkPolicy[];
  /** AdminNetworkPolicy and BaselineAdminNetworkPolicy objects, raw. */
  adminNetworkPolicies: readonly KubernetesObject[];
  controllers: readonly ControllerSnapshot[];
  services: readonly ServiceSnapshot[];
  ingresses: readonly IngressSnapshot[];
  ingressClasses: readonly {
    name: string;
    controller: string;
    isDefault: boolean;
  }[];
  /** `data` of the ingress controller's ConfigMap. */
  ingressConfig?: Readonly<Record<string, string>>;
  certificates: readonly CertificateSnapshot[];
  issuers: readonly IssuerSnapshot[];
  webhooks: readonly WebhookSnapshot[];
  /** PrometheusRules with the names of their alerts; left out where they were not read. */
  prometheusRules?: readonly {
    namespace: string;
    name: string;
    alerts: readonly string[];
  }[];
  /**
   * Policies of other kinds that can decide over pods of the Matrix namespace:
   * known by name, not judged. Left out where they were not read.
   */
  pluginPolicies?: readonly {
    apiVersion: string;
    kind: string;
    namespace?: string;
    name: string;
  }[];
  customResourceDefinitions: readonly string[];
  nodes: readonly {
    name: string;
    addresses: readonly string[];
    podCidrs: readonly string[];
    ready: boolean;
  }[];
}
