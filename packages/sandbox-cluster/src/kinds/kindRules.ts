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

import { KindRules } from '../store/ServedType';
import { configMapRules, secretRules } from './configuration';
import { customResourceDefinitionRules } from './customResourceDefinition';
import { ingressClassRules, ingressRules } from './ingress';
import { cronJobRules, jobRules } from './job';
import { limitRangeRules } from './limitRange';
import { namespaceRules } from './namespace';
import { networkPolicyRules } from './networkPolicy';
import { podRules } from './pod';
import {
  endpointSliceRules,
  endpointsRules,
  horizontalPodAutoscalerRules,
  leaseRules,
  nodeRules,
  podDisruptionBudgetRules,
  priorityClassRules,
  storageClassRules,
  uncountedRules,
} from './policies';
import { clusterRoleRules, roleBindingRules, roleRules } from './rbac';
import { serviceRules } from './service';
import { volumeClaimRules } from './volumeClaim';
import {
  mutatingWebhookRules,
  validatingWebhookRules,
} from './webhookConfiguration';
import {
  daemonSetRules,
  deploymentRules,
  replicaSetRules,
  statefulSetRules,
} from './workloads';

const rules: Readonly<Record<string, KindRules>> = {
  Namespace: namespaceRules,
  Node: nodeRules,
  Pod: { ...podRules, returnsDeleted: true },
  Service: { ...serviceRules, returnsDeleted: true },
  ServiceAccount: { returnsDeleted: true },
  ConfigMap: configMapRules,
  Secret: secretRules,
  Endpoints: endpointsRules,
  PersistentVolumeClaim: { ...volumeClaimRules, returnsDeleted: true },
  ResourceQuota: { ...uncountedRules, returnsDeleted: true },
  LimitRange: limitRangeRules,
  'apps/Deployment': deploymentRules,
  'apps/ReplicaSet': replicaSetRules,
  'apps/StatefulSet': statefulSetRules,
  'apps/DaemonSet': daemonSetRules,
  'batch/Job': jobRules,
  'batch/CronJob': cronJobRules,
  'networking.k8s.io/NetworkPolicy': networkPolicyRules,
  'networking.k8s.io/Ingress': ingressRules,
  'networking.k8s.io/IngressClass': ingressClassRules,
  'policy/PodDisruptionBudget': podDisruptionBudgetRules,
  'discovery.k8s.io/EndpointSlice': endpointSliceRules,
  'rbac.authorization.k8s.io/Role': roleRules,
  'rbac.authorization.k8s.io/ClusterRole': clusterRoleRules,
  'rbac.authorization.k8s.io/RoleBinding': roleBindingRules,
  'rbac.authorization.k8s.io/ClusterRoleBinding': roleBindingRules,
  'admissionregistration.k8s.io/ValidatingWebhookConfiguration':
    validatingWebhookRules,
  'admissionregistration.k8s.io/MutatingWebhookConfiguration':
    mutatingWebhookRules,
  'apiextensions.k8s.io/CustomResourceDefinition':
    customResourceDefinitionRules,
  'coordination.k8s.io/Lease': leaseRules,
  'autoscaling/HorizontalPodAutoscaler': horizontalPodAutoscalerRules,
  'storage.k8s.io/StorageClass': storageClassRules,
  'scheduling.k8s.io/PriorityClass': priorityClassRules,
};

/** What the server does beyond the schema for objects of a built-in kind. */
export function kindRules(group: string, kind: string): KindRules {
  return rules[group ? `${group}/${kind}` : kind] ?? {};
}
