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

import type {
  CertificateHealth,
  ContractRowHealth,
  Finding,
  Health,
  PolicyHealth,
  RouteHealth,
  WorkloadHealth,
} from '@matrix-network/backstage-plugin-matrix-network-common';
import { bySeverity } from './vocabulary';

/** What of a Matrix cluster's health concerns one workload. */
export interface WorkloadView {
  /** Undefined where the snapshot knows no such workload. */
  workload?: WorkloadHealth;
  findings: Finding[];
  /** Findings of the whole Matrix cluster, which concern every workload. */
  clusterFindings: Finding[];
  policies: PolicyHealth[];
  routes: RouteHealth[];
  certificates: CertificateHealth[];
  /** Rows with this workload as the destination: who can reach me. */
  inbound: ContractRowHealth[];
  /** Rows with this workload as the source: whom can I reach. */
  outbound: ContractRowHealth[];
}

/** Picks what concerns one workload; `id` may be one that the product does not know. */
export function workloadView(health: Health, id: string): WorkloadView {
  const concerns = (ids: readonly string[]) => ids.includes(id);
  const workload = health.workloads.find(candidate => candidate.id === id);
  const findings = [...health.findings].sort(bySeverity);
  return {
    workload,
    findings: findings.filter(finding => concerns(finding.workloads)),
    clusterFindings: findings.filter(finding => !finding.workloads.length),
    policies: health.policies.filter(
      policy =>
        concerns(policy.workloads) ||
        (workload?.policies.includes(policy.name) ?? false) ||
        isMissingAndMeantFor(policy, health, id),
    ),
    routes: health.ingress.routes.filter(route => route.workload === id),
    certificates: health.certificates.filter(certificate =>
      concerns(certificate.workloads),
    ),
    inbound: contractRows(health, id, row =>
      concerns(row.destinationWorkloads),
    ),
    outbound: contractRows(health, id, row => concerns(row.sourceWorkloads)),
  };
}

/** A missing policy selects no pods; the contract rows it carries tell whom it was meant for. */
function isMissingAndMeantFor(
  policy: PolicyHealth,
  health: Health,
  id: string,
): boolean {
  if (policy.state !== 'missing') {
    return false;
  }
  return health.contract.some(
    row =>
      policy.contractRows.includes(row.row) &&
      [...row.sourceWorkloads, ...row.destinationWorkloads].some(
        workload => workload === id,
      ),
  );
}

const outcomeOrder = { violated: 0, notJudgeable: 2, holds: 1 } as const;

/** A row may be violated by flows between other workloads, and hold for this one. */
function asSeenBy(id: string, row: ContractRowHealth): ContractRowHealth {
  const { broken } = row;
  if (!broken || broken.workloads.some(workload => workload === id)) {
    return row;
  }
  return {
    ...row,
    outcome: 'holds',
    broken: undefined,
    explanation: `It holds for this workload. Elsewhere: ${row.explanation}`,
  };
}

function contractRows(
  health: Health,
  id: string,
  matches: (row: ContractRowHealth) => boolean,
): ContractRowHealth[] {
  return health.contract
    .filter(matches)
    .map(row => asSeenBy(id, row))
    .sort((a, b) => outcomeOrder[a.outcome] - outcomeOrder[b.outcome]);
}
