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
  CertificateValidity,
  Health,
  HealthStatus,
  Severity,
} from '@matrix-network/backstage-plugin-matrix-network-common';

const severities: readonly Severity[] = ['critical', 'warning', 'info'];

/**
 * The few figures of a health that the fleet page shows, stored beside it so
 * that a list of hundreds does not read hundreds of healths.
 */
export interface HealthDigest {
  status: HealthStatus;
  findings: Record<Severity, number>;
  worstFinding?: string;
  policiesInForce: number;
  policiesExpected: number;
  ingressReady?: number;
  ingressTarget?: number | null;
  /** ISO 8601; days are counted when it is read, so that they stay true while stale. */
  soonestExpiryAt?: string;
  /** Of those that were issued; how pressing they are is judged when it is read. */
  validities?: readonly CertificateValidity[];
}

export function digestOf(health: Health): HealthDigest {
  const issued = health.certificates.filter(({ notAfter }) => notAfter);
  const own = health.policies.filter(policy => policy.role !== 'foreign');
  return {
    status: health.status,
    findings: countFindings(health),
    worstFinding: worstFinding(health),
    policiesInForce: own.filter(policy => policy.state === 'inForce').length,
    policiesExpected: own.length,
    ingressReady: health.ingress.controller?.ready,
    ingressTarget: health.ingress.targetReplicas,
    soonestExpiryAt: issued
      .flatMap(certificate => certificate.notAfter ?? [])
      .sort()[0],
    validities: issued.map(({ notBefore, notAfter }) => ({
      notBefore,
      notAfter,
    })),
  };
}

function countFindings(health: Health): Record<Severity, number> {
  const counts: Record<Severity, number> = { critical: 0, warning: 0, info: 0 };
  for (const finding of health.findings) {
    counts[finding.severity] += 1;
  }
  return counts;
}

function worstFinding(health: Health): string | undefined {
  for (const severity of severities) {
    const finding = health.findings.find(f => f.severity === severity);
    if (finding) {
      return finding.title;
    }
  }
  return undefined;
}
