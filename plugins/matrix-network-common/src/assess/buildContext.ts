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

import { ProbeReport } from '../probes/types';
import { Snapshot } from '../snapshot/Snapshot';
import { StackSpec } from '../spec/StackSpec';
import { workloadsOf } from '../workloads/workloadsOf';
import { AssessContext } from './AssessContext';
import { certificateHealth } from './certificateHealth';
import { contractJudge } from './contractHealth';
import { detectCni } from './cni';
import { expectedPoliciesOf } from './expectedPolicies';
import { findIngressController } from './ingressController';
import { ingressHealth } from './ingressHealth';
import { policyHealth } from './policyHealth';
import {
  livePolicies,
  policyShadows,
  redundantPolicies,
  withShadows,
} from './shadows';

/** Works out the sections of an assessment, for the checks to look at. */
export function buildContext(
  snapshot: Snapshot,
  spec: StackSpec,
  {
    now,
    probes,
    sharedCcu,
  }: { now: Date; probes?: ProbeReport; sharedCcu?: number },
): AssessContext {
  const workloads = workloadsOf(spec, snapshot.facts);
  const expectedPolicies = expectedPoliciesOf(spec, snapshot.facts);
  const ingress = ingressHealth(snapshot, spec, sharedCcu);
  const ingressController = findIngressController(snapshot);
  const judge = contractJudge(snapshot, spec);
  const policies = policyHealth({
    snapshot,
    spec,
    expected: expectedPolicies,
    workloads,
  });
  const live = livePolicies(snapshot, policies);
  const redundant = redundantPolicies(live);
  const shadows = policyShadows(live, redundant);
  return {
    snapshot,
    spec,
    now,
    workloads,
    expectedPolicies,
    livePolicies: new Map(
      snapshot.networkPolicies.map(policy => [policy.metadata.name, policy]),
    ),
    policies: withShadows(policies, shadows, redundant),
    shadows,
    redundantPolicies: redundant,
    // Judged when first asked for: most of an assessment's time goes into it.
    get contract() {
      return judge(snapshot.networkPolicies);
    },
    judge,
    ingress,
    ...(ingressController && { ingressController }),
    certificates: certificateHealth(snapshot, {
      routes: ingress.routes,
      workloads,
      now,
    }),
    cni: detectCni(snapshot),
    ...(probes && { probes }),
  };
}
