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
  NetworkPolicy,
} from '@matrix-network/backstage-plugin-matrix-network-common';
import {
  CustomResourceDefinition,
  Event,
  LimitRange,
  Node,
  PodDisruptionBudget,
  ResourceQuota,
  Secret,
  WebhookConfiguration,
} from './cluster';
import { Kind } from './Kind';
import { Pod } from './pods';
import { EndpointSlice, Ingress, IngressClass, Service } from './services';
import {
  DaemonSet,
  Deployment,
  Job,
  ReplicaSet,
  StatefulSet,
} from './workloads';

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
