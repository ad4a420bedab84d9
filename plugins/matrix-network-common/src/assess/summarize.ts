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

import { Finding, Severity } from '../health/Finding';
import { Health, HealthStatus } from '../health/Health';

/** The numbers of one Matrix cluster for the fleet page. @public */
export interface HealthSummary {
  status: HealthStatus;
  findings: Record<Severity, number>;
  /** Title of the worst finding. */
  worstFinding?: string;
  /** Of the policies that the spec asks for. */
  policiesInForce: number;
  policiesExpected: number;
  /** Undefined when there is no ingress controller. */
  ingressReady?: number;
  /** Null for a node-local controller: one a node. */
  ingressTarget: number | null;
  /** Days until the first certificate expires; undefined when none is issued. */
  soonestExpiryDays?: number;
}

function countFindings(findings: readonly Finding[]): Record<Severity, number> {
  const counts: Record<Severity, number> = { critical: 0, warning: 0, info: 0 };
  for (const { severity } of findings) {
    counts[severity] += 1;
  }
  return counts;
}

/** Boils a health down to a row of the fleet page. @public */
export function summarize(health: Health): HealthSummary {
  const expected = health.policies.filter(({ role }) => role !== 'foreign');
  const days = health.certificates.flatMap(({ daysLeft }) => daysLeft ?? []);
  const worst = health.findings.find(({ severity }) => severity !== 'info');
  return {
    status: health.status,
    findings: countFindings(health.findings),
    ...(worst && { worstFinding: worst.title }),
    policiesInForce: expected.filter(({ state }) => state === 'inForce').length,
    policiesExpected: expected.length,
    ...(health.ingress.controller && {
      ingressReady: health.ingress.controller.ready,
    }),
    ingressTarget: health.ingress.targetReplicas,
    ...(days.length > 0 && { soonestExpiryDays: Math.min(...days) }),
  };
}
