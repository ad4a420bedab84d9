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

import { InputError } from '@backstage/errors';
import {
  forbiddenRights,
  ReadOutcome,
  Snapshot,
} from '@matrix-network/backstage-plugin-matrix-network-common';

/** Without these no verdict can be given. */
const needed = ['namespaces', 'pods', 'networkPolicies'] as const;
const ADMIN_POLICY_CRD = 'adminnetworkpolicies.policy.networking.k8s.io';

/** Why there is no reading of it; undefined where there is one. */
function problemOf(
  source: string,
  outcome: ReadOutcome | undefined,
): string | undefined {
  const rights = forbiddenRights(outcome).map(
    ({ verb, resource, namespace }) =>
      `its user may not ${verb} ${resource} in ${
        namespace ? `namespace ${namespace}` : 'all namespaces'
      }`,
  );
  switch (outcome?.status) {
    case 'ok':
      return undefined;
    case 'forbidden':
      return rights.join('; ');
    case 'failed':
      return [
        `${source} could not be read: ${outcome.message}`,
        ...rights,
      ].join('; ');
    default:
      return `the cluster has no ${source}`;
  }
}

/** A cluster without the kind has none of its policies, even where asking for them is forbidden. */
function adminPolicyProblem({
  reads,
  customResourceDefinitions,
}: Snapshot): string | undefined {
  const isAbsent =
    reads.adminNetworkPolicies?.status === 'notInstalled' ||
    (reads.customResourceDefinitions?.status === 'ok' &&
      !customResourceDefinitions.includes(ADMIN_POLICY_CRD));
  return isAbsent
    ? undefined
    : problemOf('adminNetworkPolicies', reads.adminNetworkPolicies);
}

/**
 * Rows that cannot be judged are no violations, so a check that could read
 * nothing would pass for ever.
 * @param place - which cluster it is
 * @throws InputError that names each right that is missing
 */
export function assertWasRead(snapshot: Snapshot, place: string): void {
  const problems = [
    ...needed.map(source => problemOf(source, snapshot.reads[source])),
    adminPolicyProblem(snapshot),
  ].filter(problem => problem !== undefined);
  if (problems.length > 0) {
    throw new InputError(
      `${place} cannot be judged: ${problems.join(
        '; ',
      )}. 'matrix-network rbac --role reader' prints the rights that it takes`,
    );
  }
}
