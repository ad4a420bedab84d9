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

import { Finding } from '../health/Finding';
import {
  CertificateHealth,
  ContractRowHealth,
  Health,
  PolicyHealth,
  RouteHealth,
  WorkloadHealth,
} from '../health/Health';
import { WorkloadId } from '../workloads/types';

/** What a workload's page shows of the health of its Matrix cluster. @public */
export interface WorkloadView {
  workload: WorkloadHealth;
  /** Policies that are about it, whether in force or not. */
  policies: readonly PolicyHealth[];
  routes: readonly RouteHealth[];
  certificates: readonly CertificateHealth[];
  /** Rows in which it is the source: whom it can reach. */
  reaches: readonly ContractRowHealth[];
  /** Rows in which it is the destination: who can reach it. */
  reachedBy: readonly ContractRowHealth[];
  /** Findings about it, the worst first. */
  findings: readonly Finding[];
  /** Findings about the whole Matrix cluster, which concern it as well. */
  clusterFindings: readonly Finding[];
}

/** One workload's part of a health; undefined when the spec does not have it. @public */
export function healthOfWorkload(
  health: Health,
  id: WorkloadId,
): WorkloadView | undefined {
  const workload = health.workloads.find(candidate => candidate.id === id);
  if (!workload) {
    return undefined;
  }
  return {
    workload,
    policies: health.policies.filter(({ workloads }) => workloads.includes(id)),
    routes: health.ingress.routes.filter(route => route.workload === id),
    certificates: health.certificates.filter(({ workloads }) =>
      workloads.includes(id),
    ),
    reaches: health.contract.filter(({ sourceWorkloads }) =>
      sourceWorkloads.includes(id),
    ),
    reachedBy: health.contract.filter(({ destinationWorkloads }) =>
      destinationWorkloads.includes(id),
    ),
    findings: health.findings.filter(({ workloads }) => workloads.includes(id)),
    clusterFindings: health.findings.filter(
      ({ workloads }) => workloads.length === 0,
    ),
  };
}
