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

import { ProbeContext, probeContext } from '../probes/ProbeContext';
import { ProbeResult } from '../probes/types';
import { WorkloadId } from '../workloads/types';
import { workloads } from '../workloads/catalogue';
import { AssessContext } from './AssessContext';
import { count } from './text';

/** What was seen longer ago says nothing of the cluster as it is now. */
const MAX_AGE_MS = 24 * 3_600_000;

/** Whether the policies still say of the flow what they said when it was probed. */
function stillJudgedSo(
  { source, target, port, verdict }: ProbeResult,
  context: ProbeContext,
): boolean {
  const judged = context.sourceOf(source);
  if ('why' in judged) {
    return false;
  }
  switch (target.kind) {
    case 'pod': {
      const { namespace, name, address } = target;
      const pod = context.pods.find(
        one => one.namespace === namespace && one.name === name,
      );
      // A pod that went, or came back as another, was another target.
      return (
        pod !== undefined &&
        pod.ips.includes(address) &&
        judged.evaluate(pod, port).outcome === verdict.outcome
      );
    }
    case 'address':
      return (
        judged.evaluate({ ip: target.address }, port).outcome ===
        verdict.outcome
      );
    default:
      return true;
  }
}

/**
 * Results of the newest probes that are worth a finding now: not old, and of
 * flows of which the policies say the same as then.
 */
export function currentProbeResults(
  { probes, snapshot, spec, now }: AssessContext,
  isMeant: (result: ProbeResult) => boolean,
  maxAgeMs = MAX_AGE_MS,
): ProbeResult[] {
  if (!probes || now.getTime() - Date.parse(probes.finishedAt) > maxAgeMs) {
    return [];
  }
  const meant = probes.results.filter(isMeant);
  if (meant.length === 0) {
    return [];
  }
  const context = probeContext(snapshot, spec, []);
  return meant.filter(result => stillJudgedSo(result, context));
}

/** "Element Web to key_vault on TCP 8000", and how many more there are. */
export function probeFlowsText(results: readonly ProbeResult[]): string {
  const texts = [
    ...new Set(
      results.map(
        ({ sourceTitle, destinationTitle, protocol, port }) =>
          `${sourceTitle} to ${destinationTitle} on ${protocol} ${port}`,
      ),
    ),
  ];
  const others = texts.length - 1;
  return others > 0
    ? `${texts[0]}, and ${count(others, 'flow')} more`
    : texts[0];
}

/** Workloads at either end. */
export function probedWorkloads(results: readonly ProbeResult[]): WorkloadId[] {
  const ends = new Set<string>(
    results.flatMap(({ source, destination }) => [source, destination]),
  );
  return workloads.map(({ id }) => id).filter(id => ends.has(id));
}
