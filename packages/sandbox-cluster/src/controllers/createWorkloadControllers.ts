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

import { createAgnhost } from '../agnhost';
import { createKubelet, KubeletOptions } from '../kubelet';
import { NetworkConditions } from '../network';
import { Controller } from './Controller';
import { daemonSetController } from './daemonSet';
import { deploymentController } from './deployment';
import { endpointSliceController } from './endpointSlice';
import { eventExpiry } from './events';
import { ingressStatusController } from './ingressStatus';
import { jobController } from './job';
import { createLoadBalancerController } from './loadBalancer';
import { createNamespaceFurnisher } from './namespaceFurnisher';
import { podDisruptionBudgetController } from './podDisruptionBudget';
import { replicaSetController } from './replicaSet';
import { resourceQuotaController } from './resourceQuota';
import { scheduler } from './scheduler';
import { statefulSetController } from './statefulSet';
import { webhookCertgen } from './webhookCertgen';

export interface WorkloadControllerOptions extends KubeletOptions {
  /** What of the network the cluster's objects don't say. */
  network?: () => NetworkConditions;
  /** PEM of the certificate that the API server shows. */
  rootCa?: string;
}

/**
 * The control loops of a plain Kubernetes cluster. Its nodes run `programs`
 * before the built-in ones: agnhost, and ingress-nginx's certificate Jobs.
 */
export function createWorkloadControllers({
  programs = [],
  network,
  rootCa = '',
  ...kubelet
}: WorkloadControllerOptions = {}): Controller[] {
  return [
    createNamespaceFurnisher(rootCa),
    deploymentController,
    replicaSetController,
    statefulSetController,
    daemonSetController,
    jobController,
    scheduler,
    createKubelet({
      ...kubelet,
      programs: [...programs, createAgnhost(network), webhookCertgen],
    }),
    endpointSliceController,
    createLoadBalancerController(),
    ingressStatusController,
    podDisruptionBudgetController,
    resourceQuotaController,
    eventExpiry,
  ];
}
