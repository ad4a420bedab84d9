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
import { Snapshot } from '../snapshot/Snapshot';
import { StackSpec } from '../spec/StackSpec';
import { workloadsOf } from '../workloads/workloadsOf';
import { AssessContext } from './AssessContext';
import { certificateHealth, issuerHealth } from './certificateHealth';
import { checks } from './checks';
import { compareFindings } from './compareHealth';
import { contractHealth, contractJudge } from './contractHealth';
import { detectCni } from './cni';
import { expectedPoliciesOf } from './expectedPolicies';
import { findIngressController } from './ingressController';
import { ingressHealth } from './ingressHealth';
import { overallStatus } from './overallStatus';
import { policyHealth } from './policyHealth';
import { wereRead } from './reads';
import { workloadHealth } from './workloadHealth';

function contextOf(
  snapshot: Snapshot,
  spec: StackSpec,
  now: Date,
): AssessContext {
  const workloads = workloadsOf(spec);
  const expectedPolicies = expectedPoliciesOf(spec, snapshot.facts);
  const ingress = ingressHealth(snapshot, spec);
  const ingressController = findIngressController(snapshot);
  return {
    snapshot,
    spec,
    now,
    workloads,
    expectedPolicies,
    livePolicies: new Map(
      snapshot.networkPolicies.map(policy => [policy.metadata.name, policy]),
    ),
    policies: policyHealth({
      snapshot,
      spec,
      expected: expectedPolicies,
      workloads,
    }),
    contract: contractHealth(snapshot, spec),
    judge: contractJudge(snapshot, spec),
    ingress,
    ...(ingressController && { ingressController }),
    certificates: certificateHealth(snapshot, {
      routes: ingress.routes,
      workloads,
      now,
    }),
    cni: detectCni(snapshot),
  };
}

/** Runs every check whose sources were read. */
function runChecks(context: AssessContext): Finding[] {
  return checks
    .filter(({ needs }) => wereRead(context.snapshot, needs))
    .flatMap(({ code, run }) =>
      run(context).map(observation => ({ code, ...observation })),
    )
    .sort(compareFindings);
}

/**
 * Holds what one poll read from a cluster against what its spec asks for.
 * Pure: the same snapshot, spec and time give the same health.
 * @public
 */
export function assess(
  snapshot: Snapshot,
  spec: StackSpec,
  options: { now: Date },
): Health {
  const context = contextOf(snapshot, spec, options.now);
  const findings = runChecks(context);
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
