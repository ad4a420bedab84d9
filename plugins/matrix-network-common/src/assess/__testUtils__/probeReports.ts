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

import { judgeProbes } from '../../probes/judgeProbes';
import { planProbes } from '../../probes/planProbes';
import { ProbeFlow, ProbeOutcome, ProbeReport } from '../../probes/types';
import { Snapshot } from '../../snapshot/Snapshot';
import { aSpec, now } from './snapshotBuilder';

/** A report of rows that were probed an hour ago, each flow with the outcome given. */
export function probeReport(
  snapshot: Snapshot,
  rows: readonly string[],
  outcomeOf: (flow: ProbeFlow) => ProbeOutcome,
  { hoursAgo = 1, detail }: { hoursAgo?: number; detail?: string } = {},
): ProbeReport {
  const plan = planProbes(snapshot, aSpec(), { kind: 'rows', rows });
  const at = new Date(now.getTime() - hoursAgo * 3_600_000).toISOString();
  return {
    startedAt: at,
    finishedAt: at,
    results: judgeProbes(
      plan,
      plan.sources
        .flatMap(({ flows }) => flows)
        .map(flow => ({ flow: flow.id, outcome: outcomeOf(flow), detail })),
    ),
    skipped: plan.skipped,
  };
}

/** A cluster that does what its policies say. */
export const asJudged = ({ verdict }: ProbeFlow): ProbeOutcome =>
  verdict.outcome === 'allowed' ? 'connected' : 'blocked';
