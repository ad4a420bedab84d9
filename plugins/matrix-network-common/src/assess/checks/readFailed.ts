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

import { SnapshotSource } from '../../snapshot/Snapshot';
import { AssessContext } from '../AssessContext';
import { Check } from '../Check';
import { allSources, readProblem, sourceTitles } from '../reads';
import { list } from '../text';

/** Sources that only some clusters or specs have; a snapshot may leave them out. */
const optional: readonly SnapshotSource[] = [
  'version',
  'adminNetworkPolicies',
  'ingressConfig',
  'serviceCidrs',
  'statefulSets',
  'customResourceDefinitions',
  'prometheusRules',
  'pluginPolicies',
];

const certManagerSources: readonly SnapshotSource[] = [
  'certificates',
  'certificateRequests',
  'orders',
  'challenges',
  'issuers',
];

function mayBeLeftOut(source: SnapshotSource, { spec }: AssessContext) {
  return (
    optional.includes(source) ||
    (spec.certificates.management === 'external' &&
      certManagerSources.includes(source))
  );
}

/** Sources by the reason why they were not read: one finding for each reason. */
function unreadByReason(context: AssessContext): Map<string, SnapshotSource[]> {
  const byReason = new Map<string, SnapshotSource[]>();
  for (const source of allSources) {
    const outcome = context.snapshot.reads[source];
    const problem =
      outcome === undefined && mayBeLeftOut(source, context)
        ? undefined
        : readProblem(outcome);
    if (problem !== undefined && outcome?.status !== 'forbidden') {
      byReason.set(problem, [...(byReason.get(problem) ?? []), source]);
    }
  }
  return byReason;
}

/** Something could not be read; nothing is said of what depends on it, and nothing is called healthy. */
export const readFailed: Check = {
  code: 'read-failed',
  about: 'All that the assessment needs was read.',
  needs: [],
  run: context =>
    [...unreadByReason(context)].map(([reason, sources]) => {
      const titles = list(sources.map(source => sourceTitles[source]));
      return {
        severity: 'warning',
        subject: {
          kind: 'KubernetesCluster',
          name: context.snapshot.kubernetesCluster,
        },
        title: `${titles.charAt(0).toUpperCase()}${titles.slice(
          1,
        )} could not be read`,
        cause: `${reason.charAt(0).toUpperCase()}${reason.slice(1)}${
          /[.!?]$/.test(reason) ? '' : '.'
        } Whatever depends on it is not judged.`,
        remedy:
          'The next poll tries again. If it stays so, look at the API server and at the network between the portal and it.',
        workloads: [],
      };
    }),
};
