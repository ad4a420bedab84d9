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
  ingressReplicasFor,
  planProbes,
  policiesAfterApply,
  releaseCatalogue,
  renderPolicies,
  validateStackSpec,
  workloadsOf,
} from '@matrix-network/backstage-plugin-matrix-network-common';
import {
  applyStack,
  loadReleases,
  probeImage,
  readClusterFacts,
  readSnapshot,
  ReleaseSource,
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
    ingressReplicas: spec =>
      spec.ingress.exposure === 'nodeLocal'
        ? null
        : ingressReplicasFor(spec.targetCcu).replicas,
    releases: () => releaseSummaries(releaseCatalogue),
    readFacts: (client, signal) => readClusterFacts(client, { signal }),
    render: async (spec, facts, signal) =>
      renderStack(
        spec,
        facts,
        await loadReleases(spec, facts, options.releases, { signal }),
      ),
    apply: request => applyStack(request),
    readSnapshot: (client, spec, { signal, now }) =>
      readSnapshot(client, spec, { signal, now }),
    assess: (snapshot, spec, now, probes) =>
      assess(snapshot, spec, { now, probes }),
    flowChanges: (snapshot, spec) =>
      flowChangesOf(
        snapshot,
        spec,
        policiesAfterApply(snapshot, renderPolicies(spec, snapshot.facts)),
      ),
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
