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

import { ContainerProgram } from './ContainerProgram';
import { Controller } from './Controller';
import { daemonSetController } from './daemonSet';
import { deploymentController } from './deployment';
import { endpointSliceController } from './endpointSlice';
import { ingressStatusController } from './ingressStatus';
import { jobController } from './job';
import { createKubelet } from './kubelet';
import { createLoadBalancerController } from './loadBalancer';
import { podDisruptionBudgetController } from './podDisruptionBudget';
import { replicaSetController } from './replicaSet';
import { scheduler } from './scheduler';
import { statefulSetController } from './statefulSet';
import { webhookCertgen } from './webhookCertgen';

/**
 * The control loops of a plain Kubernetes cluster.
 * @param programs - what run-to-completion containers do, before the built-in ones are asked
 */
export function createWorkloadControllers(
  programs: readonly ContainerProgram[] = [],
): Controller[] {
  return [
    deploymentController,
    replicaSetController,
    statefulSetController,
    daemonSetController,
    jobController,
    scheduler,
    createKubelet([...programs, webhookCertgen]),
    endpointSliceController,
    createLoadBalancerController(),
    ingressStatusController,
    podDisruptionBudgetController,
  ];
}
