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

import { readProblem, sourceTitles } from '../../assess/reads';
import { LabelSelector, NetworkPolicy } from '../../kubernetes/types';
import { NetworkSnapshot } from '../../snapshot/NetworkSnapshot';
import { SnapshotSource } from '../../snapshot/Snapshot';

const ADMIN_POLICY_CRD = 'adminnetworkpolicies.policy.networking.k8s.io';
const NAME_LABEL = 'kubernetes.io/metadata.name';

function unreadable(
  snapshot: NetworkSnapshot,
  source: SnapshotSource,
): string | undefined {
  const problem = readProblem(snapshot.reads[source]);
  return problem === undefined
    ? undefined
    : `${sourceTitles[source]}: ${problem}`;
}

function asksForMoreThanName(selector: LabelSelector | undefined): boolean {
  const keys = [
    ...Object.keys(selector?.matchLabels ?? {}),
    ...(selector?.matchExpressions ?? []).map(({ key }) => key),
  ];
  return keys.some(key => key !== NAME_LABEL);
}

/** The name of a namespace is known from its pods; its other labels are not. */
function needsNamespaceLabels({ spec }: NetworkPolicy): boolean {
  const peers = [
    ...(spec.ingress ?? []).flatMap(({ from }) => from ?? []),
    ...(spec.egress ?? []).flatMap(({ to }) => to ?? []),
  ];
  return peers.some(({ namespaceSelector }) =>
    asksForMoreThanName(namespaceSelector),
  );
}

/** A cluster without the kind has none of its policies, even where asking for them is forbidden. */
function adminPoliciesUnreadable(
  snapshot: NetworkSnapshot,
): string | undefined {
  const kindIsAbsent =
    snapshot.reads.customResourceDefinitions?.status === 'ok' &&
    !snapshot.customResourceDefinitions.includes(ADMIN_POLICY_CRD);
  return kindIsAbsent
    ? undefined
    : unreadable(snapshot, 'adminNetworkPolicies');
}

/** Why no flow of a snapshot can be judged; undefined when it can. */
export function whyNotJudgeable(snapshot: NetworkSnapshot): string | undefined {
  const policies = [
    ...snapshot.networkPolicies,
    ...snapshot.otherNetworkPolicies,
  ];
  const reasons = [
    unreadable(snapshot, 'pods'),
    unreadable(snapshot, 'networkPolicies'),
    adminPoliciesUnreadable(snapshot),
    policies.some(needsNamespaceLabels) ||
    snapshot.adminNetworkPolicies.length > 0
      ? unreadable(snapshot, 'namespaces')
      : undefined,
  ].filter(reason => reason !== undefined);
  return reasons.length === 0
    ? undefined
    : `Not read from the cluster: ${reasons.join('; ')}.`;
}
