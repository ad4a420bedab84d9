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
  flowChangesOf,
  planProbes,
  policiesAfterApply,
  releaseCatalogue,
  renderPolicies,
  sharedIngressReplicas,
  sharedSpec,
  validateStackSpec,
  workloadsOf,
} from '@matrix-network/backstage-plugin-matrix-network-common';
import {
  applyStack,
  loadReleases,
  planRemoval,
  planStack,
  probeImage,
  readClusterFacts,
  readSnapshot,
  ReleaseSource,
  removeObjects,
  renderStack,
  runProbes,
} from '@matrix-network/backstage-plugin-matrix-network-node';
import { releaseSummaries } from './releaseSummaries';
import { StackEngine } from './StackEngine';

/** The real {@link StackEngine}. */
export function createStackEngine(options: {
  releases: ReleaseSource;
}): StackEngine {
  return {
    validate: (input, facts) => validateStackSpec(input, facts),
    workloads: spec =>
      workloadsOf(spec)
        .filter(workload => workload.namespace === null)
        .map(workload => workload.id),
    ingressReplicas: sharedIngressReplicas,
    releases: () => releaseSummaries(releaseCatalogue),
    readFacts: (client, signal) => readClusterFacts(client, { signal }),
    render: async (spec, facts, signal, neighbours) =>
      renderStack(
        spec,
        facts,
        await loadReleases(
          sharedSpec(spec, neighbours),
          facts,
          options.releases,
          { signal },
        ),
        neighbours,
      ),
    plan: planStack,
    apply: applyStack,
    planRemoval,
    remove: removeObjects,
    readSnapshot: (client, spec, { signal, now }) =>
      readSnapshot(client, spec, { signal, now }),
    assess: (snapshot, spec, now, probes, sharedCcu) =>
      assess(snapshot, spec, { now, probes, sharedCcu }),
    flowChanges: (snapshot, spec, { target, removed }) => {
      const rendered =
        target === 'apply' ? renderPolicies(spec, snapshot.facts) : [];
      const policies = policiesAfterApply(snapshot, rendered).filter(
        ({ metadata }) => !removed.includes(metadata.name),
      );
      return flowChangesOf(snapshot, spec, policies);
    },
    planProbes,
    runProbes: ({ spec, ...request }) =>
      runProbes({
        ...request,
        settings: {
          ...request.settings,
          image: probeImage(request.settings?.image, spec.images.registry),
        },
      }),
  };
}
