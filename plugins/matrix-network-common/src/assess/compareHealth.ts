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

const severityRank: Readonly<Record<Severity, number>> = {
  critical: 0,
  warning: 1,
  info: 2,
};

/** `unknown` comes before `degraded`: what nobody can see is looked at sooner. */
const statusRank: Readonly<Record<HealthStatus, number>> = {
  failing: 0,
  unknown: 1,
  degraded: 2,
  healthy: 3,
};

/** Of one severity: what leaves things open or cut off comes first, then its causes. */
const firstCodes = [
  'policy-bridge-left',
  'default-deny-missing',
  'policy-missing',
  'contract-violated',
  'foreign-policy-widens-contract',
  'key-vault-exposed-label',
  'key-vault-ingress-widened',
  'cni-not-enforcing',
  'policy-edited',
  'certificate-expired',
  'certificate-not-issued',
  'certificate-expiring',
];

/** The vault of recovery keys is what people must hear of first. */
function isAboutKeyVault({ subject, workloads }: Finding): boolean {
  return (
    subject.name.startsWith('key-vault') ||
    (workloads.length > 0 && workloads.every(id => id === 'key-vault'))
  );
}

function codeRank({ code }: Finding): number {
  const rank = firstCodes.indexOf(code);
  return rank < 0 ? firstCodes.length : rank;
}

/** Orders findings, the worst first; of one severity those on key_vault, then by what they are about. @public */
export function compareFindings(a: Finding, b: Finding): number {
  return (
    severityRank[a.severity] - severityRank[b.severity] ||
    Number(isAboutKeyVault(b)) - Number(isAboutKeyVault(a)) ||
    codeRank(a) - codeRank(b) ||
    a.code.localeCompare(b.code) ||
    a.subject.name.localeCompare(b.subject.name)
  );
}

/** Orders statuses, the worst first. @public */
export function compareStatus(a: HealthStatus, b: HealthStatus): number {
  return statusRank[a] - statusRank[b];
}

function countOf(health: Health, severity: Severity): number {
  return health.findings.filter(finding => finding.severity === severity)
    .length;
}

/** Orders Matrix clusters, the worst first. @public */
export function compareHealth(a: Health, b: Health): number {
  return (
    compareStatus(a.status, b.status) ||
    countOf(b, 'critical') - countOf(a, 'critical') ||
    countOf(b, 'warning') - countOf(a, 'warning') ||
    a.matrixCluster.localeCompare(b.matrixCluster)
  );
}
