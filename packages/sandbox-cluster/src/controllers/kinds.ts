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
  LabelSelector,
  NetworkPolicy,
  ObjectMeta,
} from '@matrix-network/backstage-plugin-matrix-network-common';
import { KindRef } from '../store/ObjectStore';

/** A kind together with the TypeScript type of its objects. */
export interface Kind<T extends KubernetesObject> extends KindRef {
  apiVersion: string;
  /** Never set: carries the type alone. */
  objectType?: T;
}

/** A condition as `status.conditions` has it. */
export interface StatusCondition {
  type: string;
  status: 'True' | 'False' | 'Unknown';
  reason?: string;
  message?: string;
  lastTransitionTime?: string;
  lastUpdateTime?: string;
  observedGeneration?: number;
}

export interface ContainerPort {
  name?: string;
  containerPort: number;
  hostPort?: number;
  protocol?: 'TCP' | 'UDP' | 'SCTP';
}

export interface Container {
  name: string;
  image: string;
  command?: string[];
  args?: string[];
  ports?: ContainerPort[];
  env?: { name: string; value?: string }[];
  readinessProbe?: { exec?: { command?: string[] } };
  resources?: {
    requests?: Record<string, string>;
    limits?: Record<string, string>;
  };
  terminationMessagePolicy?: 'File' | 'FallbackToLogsOnError';
  /** Of an init container that goes on beside the others: a sidecar. */
  restartPolicy?: 'Always';
}

export interface Volume {
  hostPath?: { path: string };
  name: string;
  secret?: { secretName: string; optional?: boolean };
  configMap?: { name: string; optional?: boolean };
}

export interface PodSpec {
  containers: Container[];
  initContainers?: Container[];
  nodeName?: string;
  nodeSelector?: Record<string, string>;
  hostNetwork?: boolean;
  restartPolicy?: 'Always' | 'OnFailure' | 'Never';
  volumes?: Volume[];
  readinessGates?: { conditionType: string }[];
  serviceAccountName?: string;
  hostname?: string;
  subdomain?: string;
  dnsPolicy?: 'ClusterFirst' | 'ClusterFirstWithHostNet' | 'Default' | 'None';
  dnsConfig?: {
    nameservers?: string[];
    searches?: string[];
    options?: { name: string; value?: string }[];
  };
  [field: string]: unknown;
}

export interface ContainerStatus {
  name: string;
  image: string;
  imageID: string;
  ready: boolean;
  started: boolean;
  restartCount: number;
  state: {
    waiting?: { reason: string; message?: string };
    running?: { startedAt: string };
    terminated?: {
      exitCode: number;
      reason: string;
      message?: string;
      startedAt: string;
      finishedAt: string;
    };
  };
}

export interface Pod extends KubernetesObject {
  spec: PodSpec;
  status?: {
    phase?: 'Pending' | 'Running' | 'Succeeded' | 'Failed';
    podIP?: string;
    podIPs?: { ip: string }[];
    hostIP?: string;
    hostIPs?: { ip: string }[];
    startTime?: string;
    qosClass?: string;
    conditions?: StatusCondition[];
    initContainerStatuses?: ContainerStatus[];
    containerStatuses?: ContainerStatus[];
  };
}

export interface PodTemplate {
  metadata?: Partial<ObjectMeta>;
  spec: PodSpec;
}

export interface Deployment extends KubernetesObject {
  spec: {
    replicas?: number;
    selector: LabelSelector;
    template: PodTemplate;
    strategy?: {
      type?: 'RollingUpdate' | 'Recreate';
      rollingUpdate?: {
        maxSurge?: number | string;
        maxUnavailable?: number | string;
      };
    };
    progressDeadlineSeconds?: number;
    paused?: boolean;
  };
  status?: {
    observedGeneration?: number;
    replicas?: number;
    updatedReplicas?: number;
    readyReplicas?: number;
    availableReplicas?: number;
    unavailableReplicas?: number;
    conditions?: StatusCondition[];
  };
}

export interface ReplicaSet extends KubernetesObject {
  spec: { replicas?: number; selector: LabelSelector; template: PodTemplate };
  status?: {
    observedGeneration?: number;
    replicas: number;
    fullyLabeledReplicas?: number;
    readyReplicas?: number;
    availableReplicas?: number;
  };
}

export interface StatefulSet extends KubernetesObject {
  spec: {
    replicas?: number;
    serviceName?: string;
    podManagementPolicy?: 'OrderedReady' | 'Parallel';
    ordinals?: { start?: number };
    selector: LabelSelector;
    template: PodTemplate;
  };
  status?: Record<string, unknown>;
}

export interface DaemonSet extends KubernetesObject {
  spec: { selector: LabelSelector; template: PodTemplate };
  status?: Record<string, unknown>;
}

export interface Job extends KubernetesObject {
  spec: {
    parallelism?: number;
    completions?: number;
    backoffLimit?: number;
    ttlSecondsAfterFinished?: number;
    activeDeadlineSeconds?: number;
    suspend?: boolean;
    selector?: LabelSelector;
    template: PodTemplate;
  };
  status?: {
    startTime?: string;
    completionTime?: string;
    active?: number;
    ready?: number;
    succeeded?: number;
    failed?: number;
    terminating?: number;
    uncountedTerminatedPods?: Record<string, string[]>;
    conditions?: StatusCondition[];
  };
}

export interface Node extends KubernetesObject {
  spec: { podCIDR?: string; podCIDRs?: string[]; unschedulable?: boolean };
  status?: {
    addresses?: { type: string; address: string }[];
    conditions?: StatusCondition[];
    [field: string]: unknown;
  };
}

export interface ServicePort {
  name?: string;
  port: number;
  targetPort?: number | string;
  nodePort?: number;
  protocol?: 'TCP' | 'UDP' | 'SCTP';
  appProtocol?: string;
}

export interface Service extends KubernetesObject {
  spec: {
    type?: 'ClusterIP' | 'NodePort' | 'LoadBalancer' | 'ExternalName';
    selector?: Record<string, string>;
    ports?: ServicePort[];
    clusterIP?: string;
    clusterIPs?: string[];
    externalName?: string;
    externalIPs?: string[];
    publishNotReadyAddresses?: boolean;
    [field: string]: unknown;
  };
  status?: {
    loadBalancer?: { ingress?: { ip?: string; hostname?: string }[] };
  };
}

export interface EndpointSlice extends KubernetesObject {
  addressType: 'IPv4' | 'IPv6';
  endpoints: {
    addresses: string[];
    conditions: { ready: boolean; serving: boolean; terminating: boolean };
    nodeName?: string;
    targetRef?: {
      kind: string;
      namespace?: string;
      name: string;
      uid?: string;
    };
  }[];
  ports: {
    name?: string;
    port?: number;
    protocol?: string;
    appProtocol?: string;
  }[];
}

export interface HttpIngressPath {
  path?: string;
  pathType: string;
  backend: {
    service?: { name: string; port: { name?: string; number?: number } };
  };
}

export interface Ingress extends KubernetesObject {
  spec: {
    ingressClassName?: string;
    tls?: { hosts?: string[]; secretName?: string }[];
    rules?: { host?: string; http?: { paths: HttpIngressPath[] } }[];
  };
  status?: {
    loadBalancer?: { ingress?: { ip?: string; hostname?: string }[] };
  };
}

export interface IngressClass extends KubernetesObject {
  spec?: { controller?: string };
}

export interface PodDisruptionBudget extends KubernetesObject {
  spec: {
    minAvailable?: number | string;
    maxUnavailable?: number | string;
    selector?: LabelSelector;
  };
  status?: Record<string, unknown>;
}

export interface Secret extends KubernetesObject {
  type?: string;
  data?: Record<string, string>;
}

/** What happened to an object, as `kubectl describe` lists it. */
export interface Event extends KubernetesObject {
  involvedObject: {
    apiVersion?: string;
    kind?: string;
    namespace?: string;
    name?: string;
    uid?: string;
  };
  type?: string;
  reason?: string;
  message?: string;
  count?: number;
  firstTimestamp?: string;
  lastTimestamp?: string;
  source?: { component?: string };
  reportingComponent?: string;
}

export interface ResourceQuota extends KubernetesObject {
  spec?: {
    hard?: Record<string, string>;
    scopes?: string[];
    scopeSelector?: unknown;
  };
  status?: { hard?: Record<string, string>; used?: Record<string, string> };
}

export interface LimitRangeItem {
  type: string;
  min?: Record<string, string>;
  max?: Record<string, string>;
  default?: Record<string, string>;
  defaultRequest?: Record<string, string>;
  maxLimitRequestRatio?: Record<string, string>;
}

export interface LimitRange extends KubernetesObject {
  spec?: { limits?: LimitRangeItem[] };
}

export interface WebhookRule {
  apiGroups?: string[];
  apiVersions?: string[];
  operations?: string[];
  resources?: string[];
  scope?: string;
}

export interface Webhook {
  name: string;
  clientConfig: {
    caBundle?: string;
    url?: string;
    service?: { namespace: string; name: string; path?: string; port?: number };
  };
  rules?: WebhookRule[];
  failurePolicy?: 'Fail' | 'Ignore';
  namespaceSelector?: LabelSelector;
  objectSelector?: LabelSelector;
  timeoutSeconds?: number;
  sideEffects?: string;
  [field: string]: unknown;
}

export interface WebhookConfiguration extends KubernetesObject {
  webhooks?: Webhook[];
}

export interface CustomResourceDefinition extends KubernetesObject {
  spec: { group: string; names: { kind: string }; [field: string]: unknown };
  status?: { conditions?: StatusCondition[] };
}

function kind<T extends KubernetesObject>(
  apiVersion: string,
  name: string,
): Kind<T> {
  const group = apiVersion.includes('/') ? apiVersion.split('/')[0] : '';
  return { group, kind: name, apiVersion };
}

export const NAMESPACE = kind<KubernetesObject>('v1', 'Namespace');
export const NODE = kind<Node>('v1', 'Node');
export const POD = kind<Pod>('v1', 'Pod');
export const SERVICE = kind<Service>('v1', 'Service');
export const SERVICE_ACCOUNT = kind<KubernetesObject>('v1', 'ServiceAccount');
export const SECRET = kind<Secret>('v1', 'Secret');
export const CONFIG_MAP = kind<KubernetesObject>('v1', 'ConfigMap');
export const EVENT = kind<Event>('v1', 'Event');
export const RESOURCE_QUOTA = kind<ResourceQuota>('v1', 'ResourceQuota');
export const LIMIT_RANGE = kind<LimitRange>('v1', 'LimitRange');
export const DEPLOYMENT = kind<Deployment>('apps/v1', 'Deployment');
export const REPLICA_SET = kind<ReplicaSet>('apps/v1', 'ReplicaSet');
export const STATEFUL_SET = kind<StatefulSet>('apps/v1', 'StatefulSet');
export const DAEMON_SET = kind<DaemonSet>('apps/v1', 'DaemonSet');
export const JOB = kind<Job>('batch/v1', 'Job');
export const ENDPOINT_SLICE = kind<EndpointSlice>(
  'discovery.k8s.io/v1',
  'EndpointSlice',
);
export const INGRESS = kind<Ingress>('networking.k8s.io/v1', 'Ingress');
export const INGRESS_CLASS = kind<IngressClass>(
  'networking.k8s.io/v1',
  'IngressClass',
);
export const NETWORK_POLICY = kind<NetworkPolicy>(
  'networking.k8s.io/v1',
  'NetworkPolicy',
);
export const POD_DISRUPTION_BUDGET = kind<PodDisruptionBudget>(
  'policy/v1',
  'PodDisruptionBudget',
);
export const VALIDATING_WEBHOOK = kind<WebhookConfiguration>(
  'admissionregistration.k8s.io/v1',
  'ValidatingWebhookConfiguration',
);
export const MUTATING_WEBHOOK = kind<WebhookConfiguration>(
  'admissionregistration.k8s.io/v1',
  'MutatingWebhookConfiguration',
);
export const CRD = kind<CustomResourceDefinition>(
  'apiextensions.k8s.io/v1',
  'CustomResourceDefinition',
);
