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

import { isTrue, timestamp, withCondition } from './conditions';
import {
  Controller,
  ControllerContext,
  ReconcileResult,
  selfOrOwner,
} from './Controller';
import { createPod, retryRefused } from './createPod';
import { recordEvent } from './events';
import { Job, JOB, Pod, POD, StatusCondition } from './kinds';
import { isControlledBy, podFromTemplate, shortHash } from './podTemplate';
import { isReady } from './workloadPods';

const MANAGER = 'kube-controller-manager';
const COMPONENT = 'job-controller';
const SUSPENDED = 'Suspended';

/**
 * Job → Pods until enough have succeeded or too many failed. CronJobs are only
 * kept and listed: this cluster runs no schedules.
 */
export const jobController: Controller = {
  name: 'job',
  keysFor: ({ object }) => selfOrOwner(object, 'Job'),
  reconcile({ namespace, name }, context) {
    const job = context.state.get(JOB, namespace, name);
    if (!job || job.metadata.deletionTimestamp) {
      return undefined;
    }
    if (finishedAt(job) !== undefined) {
      return expire(job, context);
    }
    return job.spec.suspend
      ? suspend(job, context)
      : run(resumed(job, context), context);
  },
};

interface PodCounts {
  active: Pod[];
  succeeded: number;
  failed: Pod[];
}

function run(job: Job, context: ControllerContext): ReconcileResult {
  const { state, clock } = context;
  const now = clock.now();
  const counts = countPods(job, context);
  const completions = job.spec.completions ?? 1;
  const end = endOf(job, counts, completions, now);
  let refused = false;
  if (!end) {
    const missing = Math.min(
      (job.spec.parallelism ?? 1) - counts.active.length,
      completions - counts.succeeded - counts.active.length,
    );
    for (let count = 0; count < missing && !refused; count += 1) {
      refused = !startPod(job, context);
    }
  } else if (end.type === 'Failed') {
    counts.active.forEach(({ metadata }) =>
      state.remove(POD, metadata.namespace, metadata.name),
    );
  }
  writeStatus(job, countPods(job, context), end, context);
  if (end) {
    recordEnd(job, end, context);
  }
  return again(job, { refused, now }, context);
}

/** Ends the pods of a Job that waits for somebody's word, and says that it waits. */
function suspend(job: Job, context: ControllerContext): ReconcileResult {
  const { state, clock } = context;
  countPods(job, context).active.forEach(({ metadata }) =>
    state.remove(POD, metadata.namespace, metadata.name),
  );
  const { succeeded, failed } = countPods(job, context);
  const before = job.status?.conditions;
  const suspended: StatusCondition = {
    type: SUSPENDED,
    status: 'True',
    reason: 'JobSuspended',
    message: 'Job suspended',
  };
  state.setStatus(
    JOB,
    job,
    {
      succeeded: succeeded || undefined,
      failed: failed.length || undefined,
      ready: 0,
      terminating: 0,
      uncountedTerminatedPods: {},
      conditions: withCondition(before, suspended, clock.now()),
    },
    MANAGER,
  );
  if (!isTrue(before, SUSPENDED)) {
    recordEvent(context, COMPONENT, job, {
      type: 'Normal',
      reason: 'Suspended',
      message: suspended.message ?? '',
    });
  }
  return undefined;
}

/** A Job that was suspended says that it is not any more, and its time starts anew. */
function resumed(job: Job, context: ControllerContext): Job {
  const now = context.clock.now();
  const before = job.status?.conditions;
  if (!isTrue(before, SUSPENDED)) {
    return job;
  }
  const message = 'Job resumed';
  recordEvent(context, COMPONENT, job, {
    type: 'Normal',
    reason: 'Resumed',
    message,
  });
  return {
    ...job,
    status: {
      ...job.status,
      startTime: timestamp(now),
      conditions: withCondition(
        before,
        { type: SUSPENDED, status: 'False', reason: 'JobResumed', message },
        now,
      ),
    },
  };
}

function startPod(job: Job, context: ControllerContext): boolean {
  const pod = newPod(job);
  const created = createPod(job, pod, COMPONENT, context);
  if (created) {
    recordEvent(context, COMPONENT, job, {
      type: 'Normal',
      reason: 'SuccessfulCreate',
      message: `Created pod: ${pod.metadata.name}`,
    });
  }
  return created;
}

function recordEnd(
  job: Job,
  { type, reason = '', message = '' }: StatusCondition,
  context: ControllerContext,
): void {
  recordEvent(
    context,
    COMPONENT,
    job,
    type === 'Complete'
      ? { type: 'Normal', reason: 'Completed', message: 'Job completed' }
      : { type: 'Warning', reason, message },
  );
}

/**
 * Looks again when a refused pod may be tried again, or the deadline is over: by
 * the time at which it was not, else one that passes meanwhile would be missed.
 */
function again(
  job: Job,
  { refused, now }: { refused: boolean; now: Date },
  context: ControllerContext,
): ReconcileResult {
  const { activeDeadlineSeconds } = job.spec;
  const deadline =
    activeDeadlineSeconds === undefined
      ? []
      : [startOf(job, now) + activeDeadlineSeconds * 1000 - now.getTime()];
  const waits = [
    ...deadline.filter(left => left > 0),
    ...(refused ? [retryRefused(context).requeueAfterMs] : []),
  ];
  return waits.length > 0 ? { requeueAfterMs: Math.min(...waits) } : undefined;
}

function startOf({ status }: Job, now: Date): number {
  return Date.parse(status?.startTime ?? timestamp(now));
}

function countPods(job: Job, { state }: ControllerContext): PodCounts {
  const pods = state
    .list(POD, { namespace: job.metadata.namespace })
    .filter(pod => isControlledBy(pod, job));
  const phase = (name: string) =>
    pods.filter(({ status }) => status?.phase === name);
  return {
    active: pods.filter(
      ({ status, metadata }) =>
        status?.phase !== 'Succeeded' &&
        status?.phase !== 'Failed' &&
        !metadata.deletionTimestamp,
    ),
    succeeded: phase('Succeeded').length,
    failed: phase('Failed'),
  };
}

function newPod(job: Job): Pod {
  const uid = job.metadata.uid ?? '';
  const generateName = `${job.metadata.name}-`;
  const pod = podFromTemplate({
    owner: job,
    template: job.spec.template,
    name: `${generateName}${shortHash([uid, Math.random()], 5)}`,
    labels: {
      'job-name': job.metadata.name,
      'controller-uid': uid,
      'batch.kubernetes.io/job-name': job.metadata.name,
      'batch.kubernetes.io/controller-uid': uid,
    },
  });
  return { ...pod, metadata: { ...pod.metadata, generateName } };
}

/** The condition that ends the Job, with the job controller's own reasons. */
function endOf(
  job: Job,
  { succeeded, failed }: PodCounts,
  completions: number,
  now: Date,
): StatusCondition | undefined {
  if (succeeded >= completions) {
    return {
      type: 'Complete',
      status: 'True',
      reason: 'CompletionsReached',
      message: 'Reached expected number of succeeded pods',
    };
  }
  if (failed.length > (job.spec.backoffLimit ?? 6)) {
    return {
      type: 'Failed',
      status: 'True',
      reason: 'BackoffLimitExceeded',
      message: 'Job has reached the specified backoff limit',
    };
  }
  const { activeDeadlineSeconds } = job.spec;
  return activeDeadlineSeconds !== undefined &&
    now.getTime() - startOf(job, now) >= activeDeadlineSeconds * 1000
    ? {
        type: 'Failed',
        status: 'True',
        reason: 'DeadlineExceeded',
        message: 'Job was active longer than specified deadline',
      }
    : undefined;
}

function writeStatus(
  job: Job,
  counts: PodCounts,
  end: StatusCondition | undefined,
  { state, clock }: ControllerContext,
): void {
  const now = clock.now();
  const complete = end?.type === 'Complete';
  state.setStatus(
    JOB,
    job,
    {
      startTime: job.status?.startTime ?? timestamp(now),
      completionTime: complete ? timestamp(now) : undefined,
      active: end ? undefined : counts.active.length || undefined,
      ready: end ? 0 : counts.active.filter(isReady).length,
      succeeded: counts.succeeded || undefined,
      failed: counts.failed.length || undefined,
      // Pods go at once here, and are counted as soon as they end.
      terminating: 0,
      uncountedTerminatedPods: {},
      conditions: end
        ? [interim(end), end].reduce(
            (conditions, condition) =>
              withCondition(conditions, condition, now),
            job.status?.conditions ?? [],
          )
        : job.status?.conditions,
    },
    MANAGER,
  );
}

/** Since Kubernetes 1.31 a condition before the last one says how the Job is about to end. */
function interim(end: StatusCondition): StatusCondition {
  return {
    ...end,
    type: end.type === 'Failed' ? 'FailureTarget' : 'SuccessCriteriaMet',
  };
}

/** When the Job ended, in ms; undefined while it runs. */
function finishedAt(job: Job): number | undefined {
  const end = job.status?.conditions?.find(
    ({ type, status }) =>
      (type === 'Complete' || type === 'Failed') && status === 'True',
  );
  return end ? Date.parse(end.lastTransitionTime ?? '') : undefined;
}

function expire(
  job: Job,
  { state, clock }: ControllerContext,
): ReconcileResult {
  const ttl = job.spec.ttlSecondsAfterFinished;
  const ended = finishedAt(job);
  if (ttl === undefined || ended === undefined) {
    return undefined;
  }
  const left = ended + ttl * 1000 - clock.now().getTime();
  if (left > 0) {
    return { requeueAfterMs: left };
  }
  state.remove(JOB, job.metadata.namespace, job.metadata.name);
  return undefined;
}
