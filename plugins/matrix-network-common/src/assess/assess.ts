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
import { Health } from '../health/Health';
import { ProbeReport } from '../probes/types';
import { Snapshot } from '../snapshot/Snapshot';
import { StackSpec } from '../spec/StackSpec';
import { AssessContext } from './AssessContext';
import { buildContext } from './buildContext';
import { issuerHealth } from './certificateHealth';
import { checks } from './checks';
import { compareFindings } from './compareHealth';
import { overallStatus } from './overallStatus';
import { runCheck } from './runCheck';
import { workloadHealth } from './workloadHealth';

function findingsOf(context: AssessContext): Finding[] {
  return checks
    .flatMap(check => runCheck(check, context))
    .sort(compareFindings);
}

/**
 * Holds what one poll read from a cluster against what its spec asks for.
 * Pure: the same snapshot, spec, probes and time give the same health.
 * @public
 */
export function assess(
  snapshot: Snapshot,
  spec: StackSpec,
  options: {
    now: Date;
    /** What the newest probes saw, where any ran. */
    probes?: ProbeReport;
    /** CCU targets of all Matrix clusters that share the ingress controller, where there are others. */
    sharedCcu?: number;
  },
): Health {
  const context = buildContext(snapshot, spec, options);
  const findings = findingsOf(context);
  return {
    matrixCluster: snapshot.matrixCluster,
    kubernetesCluster: snapshot.kubernetesCluster,
    namespace: snapshot.namespace,
    domain: spec.domain,
    status: overallStatus(snapshot, findings),
    seenAt: snapshot.takenAt,
    policies: context.policies,
    cni: context.cni,
    contract: context.contract,
    workloads: workloadHealth(
      snapshot,
      context.workloads,
      context.policies,
      findings,
    ),
    ingress: context.ingress,
    certificates: context.certificates.map(({ health }) => health),
    issuers: issuerHealth(snapshot),
    findings,
  };
}
