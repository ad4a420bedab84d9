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
  judgeProbes,
  Operation,
  planProbes,
  ProbeFlow,
  ProbeObservation,
  ProbeReport,
  ProbeSelection,
  ProgressLine,
  Snapshot,
  StackSpec,
} from '@matrix-network/backstage-plugin-matrix-network-common';
import { driftedSnapshot, healthySnapshot, specOf } from './network';
import { secondsAgo } from './times';

/** What a probe sees of a flow; undefined for what a cluster that enforces policies would show. */
type Sees = (flow: ProbeFlow) => Omit<ProbeObservation, 'flow'> | undefined;

/** A report of probes over a snapshot: the plan and the conclusions are real, what was seen is given. */
export function probeReportOf(
  snapshot: Snapshot,
  spec: StackSpec,
  selection: ProbeSelection = { kind: 'isolation' },
  sees: Sees = () => undefined,
): ProbeReport {
  const plan = planProbes(snapshot, spec, selection);
  const observations = plan.sources
    .flatMap(({ flows }) => flows)
    .map(flow => ({
      flow: flow.id,
      ...(sees(flow) ?? {
        outcome:
          flow.verdict.outcome === 'allowed'
            ? ('connected' as const)
            : ('blocked' as const),
      }),
    }));
  return {
    startedAt: secondsAgo(360),
    finishedAt: secondsAgo(300),
    results: judgeProbes(plan, observations),
    skipped: plan.skipped,
  };
}

const healthySpec = specOf();

/** Every probe saw what the policies say. */
export const agreeingReport = probeReportOf(
  healthySnapshot(healthySpec),
  healthySpec,
);

const driftedSpec = specOf({ name: 'chat-drifted' });

/** One got through that must not, and one source could not run. */
export const differingReport = probeReportOf(
  driftedSnapshot(driftedSpec),
  driftedSpec,
  { kind: 'contract' },
  flow => {
    if (flow.source === 'clamav') {
      return { outcome: 'couldNotRun', detail: 'exceeded quota: pods=0' };
    }
    return flow.source === 'synapse-li' && flow.destination === 'redis'
      ? { outcome: 'connected' }
      : undefined;
  },
);

/** A probe operation that has come to its end. */
export const probeOperation: Operation = {
  id: '3f6f9a3c-0003',
  matrixCluster: 'chat-eu',
  kind: 'probe',
  status: 'succeeded',
  requestedBy: 'user:default/guest',
  createdAt: secondsAgo(370),
  startedAt: agreeingReport.startedAt,
  finishedAt: agreeingReport.finishedAt,
  probes: agreeingReport,
};

/** What such an operation says on its way. */
export const probeLines: ProgressLine[] = agreeingReport.results.map(
  (result, index) => ({
    sequence: index + 1,
    at: agreeingReport.finishedAt,
    event: {
      type: 'probe',
      source: result.sourceTitle,
      destination: result.destinationTitle,
      port: `${result.protocol} ${result.port}`,
      outcome: result.outcome,
      agreement: result.agreement,
      message: result.conclusion,
    },
  }),
);
