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
  assess,
  Finding,
  Health,
  Severity,
  Snapshot,
  StackSpec,
} from '@matrix-network/backstage-plugin-matrix-network-common';
import { ClusterObjects } from '../input/ClusterObjects';
import { Location } from '../input/InputProblems';
import { lintPolicies } from '../lint/lintPolicies';
import { placedWorkloads } from '../lint/PlacedWorkload';
import { severities, VerifyReport } from './VerifyReport';

/** Findings of the assessment about policies, and pods as policies see them. */
const policyCodes = [
  'acme-solver-blocked-by-policy',
  'default-deny-missing',
  'foreign-policy',
  'foreign-policy-redundant',
  'foreign-policy-widens-contract',
  'host-network-not-isolated',
  'job-label-missing',
  'key-vault-exposed-label',
  'key-vault-ingress-widened',
  'namespace-selector-label',
  'policy-bridge-left',
  'policy-edited',
  'policy-label-typo',
  'policy-missing',
  'policy-outdated',
  'policy-selects-no-pods',
  'policy-shadowed',
  'workload-label-missing',
  'cni-not-enforcing',
];

/** What keeps the report from being complete: said, but no violation. */
const noteCodes = [
  'cni-unknown',
  'cni-agent-not-ready',
  'policy-kind-not-judged',
  'read-failed',
  'read-forbidden',
];

/** What a report is made from. */
export interface ReportInput {
  snapshot: Snapshot;
  spec: StackSpec;
  source: string;
  assumed: readonly string[];
  failOn: Severity;
  now: Date;
  /** Present where the policies come from files. */
  objects?: ClusterObjects;
}

function locate(
  policy: { kind: string; namespace?: string; name: string },
  cause: string,
  objects: ClusterObjects | undefined,
): Location | undefined {
  const [path = 'metadata.name'] = /spec(\.\w+(\[\d+\])?)+/.exec(cause) ?? [];
  return objects?.locatePolicy(policy, path);
}

function findingsOf(
  { snapshot, objects }: ReportInput,
  { findings: assessed, contract }: Pick<Health, 'findings' | 'contract'>,
): (Finding & { location?: Location })[] {
  const codes = objects ? policyCodes : [...policyCodes, ...noteCodes];
  return [
    ...assessed.filter(({ code }) => codes.includes(code)),
    ...lintPolicies(
      snapshot.networkPolicies.map(policy => {
        const { kind, metadata } = policy;
        const location = locate({ kind, ...metadata }, '', objects);
        return { policy, ...(location && { location }) };
      }),
      {
        namespace: snapshot.namespace,
        contract,
        workloads: placedWorkloads(
          objects?.workloads ?? [],
          snapshot.namespace,
        ),
      },
    ),
  ];
}

/** The contract over a snapshot, and what is wrong with its policies; pure. */
export function buildReport(input: ReportInput): VerifyReport {
  const { snapshot, spec, source, assumed, failOn, now, objects } = input;
  const health = assess(snapshot, spec, { now });
  return {
    matrixCluster: spec.name,
    namespace: spec.namespace,
    source,
    assumed,
    rows: health.contract.map(row => {
      const [location] = row.policies.flatMap(
        name =>
          locate(
            { kind: 'NetworkPolicy', namespace: spec.namespace, name },
            '',
            objects,
          ) ?? [],
      );
      return { ...row, ...(location && { location }) };
    }),
    findings: findingsOf(input, health).map(finding => {
      const location =
        finding.location ?? locate(finding.subject, finding.cause, objects);
      return {
        ...finding,
        isViolation:
          !noteCodes.includes(finding.code) &&
          severities.indexOf(finding.severity) >= severities.indexOf(failOn),
        ...(location && { location }),
      };
    }),
  };
}
