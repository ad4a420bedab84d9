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
  KubernetesObject,
  ProbeFlow,
  ProbeObservation,
} from '@matrix-network/backstage-plugin-matrix-network-common';
import { z } from 'zod';
import { containerName } from './probeJobs';

const stateSchema = z.object({
  waiting: z
    .object({ reason: z.string().optional(), message: z.string().optional() })
    .optional(),
  terminated: z
    .object({
      exitCode: z.number(),
      reason: z.string().optional(),
      message: z.string().optional(),
    })
    .optional(),
});

const statusesSchema = z
  .array(z.object({ name: z.string(), state: stateSchema.default({}) }))
  .default([]);

const podSchema = z.object({
  status: z
    .object({
      phase: z.string().optional(),
      reason: z.string().optional(),
      message: z.string().optional(),
      conditions: z
        .array(
          z.object({
            type: z.string(),
            status: z.string(),
            reason: z.string().optional(),
            message: z.string().optional(),
          }),
        )
        .default([]),
      initContainerStatuses: statusesSchema,
      containerStatuses: statusesSchema,
    })
    .prefault({}),
});

type PodStatus = z.output<typeof podSchema>['status'];

/** How far a probe pod has come. */
export type ProbePodState =
  | { state: 'underWay'; hint?: string }
  /** It will not start by waiting. */
  | { state: 'stuck'; why: string }
  | { state: 'ended'; observations: ProbeObservation[] };

/** Reasons for which a container does not start, however long one waits. */
const FINAL_REASONS = new Set([
  'ImagePullBackOff',
  'ErrImageNeverPull',
  'InvalidImageName',
  'CreateContainerConfigError',
  'CreateContainerError',
  'RunContainerError',
]);

const MAX_DETAIL = 300;

function bounded(text: string): string {
  const line = text.trim().split('\n').slice(-1)[0].trim();
  return line.length > MAX_DETAIL ? `${line.slice(0, MAX_DETAIL - 1)}…` : line;
}

/** agnhost's words for why it did not connect. */
function outcomeOf(message: string): ProbeObservation['outcome'] {
  switch (/^[A-Z]+/.exec(message)?.[0]) {
    case 'TIMEOUT':
      return 'blocked';
    case 'REFUSED':
      return 'refused';
    case 'DNS':
      return 'nameNotResolved';
    case 'OTHER':
      // No route to the address: dropped or rejected on the way, never reached.
      return /no route to host|network is unreachable|host is unreachable|operation not permitted|permission denied|administratively prohibited/i.test(
        message,
      )
        ? 'blocked'
        : 'couldNotRun';
    default:
      return 'couldNotRun';
  }
}

function observationOf(
  flow: ProbeFlow,
  index: number,
  { containerStatuses }: PodStatus,
): ProbeObservation {
  const ended = containerStatuses.find(
    ({ name }) => name === containerName(index),
  )?.state.terminated;
  if (!ended) {
    return {
      flow: flow.id,
      outcome: 'couldNotRun',
      detail: 'its container did not run',
    };
  }
  if (ended.exitCode === 0) {
    return { flow: flow.id, outcome: 'connected' };
  }
  const detail = bounded(ended.message ?? ended.reason ?? '');
  return {
    flow: flow.id,
    outcome: outcomeOf(detail),
    detail: detail || `exit code ${ended.exitCode}`,
  };
}

/** Why the pod as a whole failed: evicted, killed at its deadline, or not past its waiting. */
function podFailure({
  reason,
  message,
  initContainerStatuses,
}: PodStatus): string | undefined {
  if (reason) {
    return bounded(`${reason}: ${message ?? ''}`);
  }
  const failed = initContainerStatuses.find(
    ({ state }) => (state.terminated?.exitCode ?? 0) !== 0,
  );
  return failed
    ? bounded(
        `${failed.name}: ${
          failed.state.terminated?.message ??
          failed.state.terminated?.reason ??
          'it failed'
        }`,
      )
    : undefined;
}

function waitingReason(status: PodStatus): { reason: string; text: string }[] {
  return [...status.initContainerStatuses, ...status.containerStatuses].flatMap(
    ({ state: { waiting } }) =>
      waiting?.reason
        ? [
            {
              reason: waiting.reason,
              text: bounded(
                `${waiting.reason}${
                  waiting.message ? `: ${waiting.message}` : ''
                }`,
              ),
            },
          ]
        : [],
  );
}

/** Why it does not begin yet, as far as its status says. */
function hintOf(status: PodStatus): string | undefined {
  const unscheduled = status.conditions.find(
    ({ type, status: is }) => type === 'PodScheduled' && is === 'False',
  );
  const [waiting] = waitingReason(status).filter(
    ({ reason }) =>
      reason !== 'PodInitializing' && reason !== 'ContainerCreating',
  );
  return unscheduled?.message ?? waiting?.text;
}

/**
 * Reads the status of a probe pod.
 *
 * @param flows - those of its Job, in the order of its containers
 */
export function readProbePod(
  pod: KubernetesObject,
  flows: readonly ProbeFlow[],
): ProbePodState {
  const { status } = podSchema.parse(pod);
  if (status.phase === 'Succeeded' || status.phase === 'Failed') {
    const failure = podFailure(status);
    return {
      state: 'ended',
      observations: flows.map((flow, index) => {
        const seen = observationOf(flow, index, status);
        return seen.outcome === 'couldNotRun' && failure
          ? { ...seen, detail: failure }
          : seen;
      }),
    };
  }
  const stuck = waitingReason(status).find(({ reason }) =>
    FINAL_REASONS.has(reason),
  );
  if (stuck) {
    return { state: 'stuck', why: stuck.text };
  }
  const hint = hintOf(status);
  return { state: 'underWay', ...(hint !== undefined && { hint }) };
}
