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
  PROBE_LABEL,
  ProbeObservation,
} from '@matrix-network/backstage-plugin-matrix-network-common';
import { setTimeout as sleep } from 'node:timers/promises';
import { ClusterClient, isTransient, KubernetesApiError } from '../cluster';
import { ProbeJob } from './probeJobs';
import { ProbeSettings } from './ProbeSettings';
import { readProbePod } from './readProbePod';
import { renderProbeJob } from './renderProbeJob';
import { whyNoPod } from './whyNoPod';

/** The field manager of probe Jobs: they are not part of a stack. */
const FIELD_MANAGER = 'matrix-network-probe';
const JOB_NAME = 'batch.kubernetes.io/job-name';
/** A pod that is not there this long after its Job will not come. */
const POD_PATIENCE_MS = 10_000;

export interface RunProbeJobOptions {
  client: ClusterClient;
  namespace: string;
  operation: string;
  settings: ProbeSettings;
  /** Milliseconds between two looks. */
  interval: number;
  signal: AbortSignal;
}

function couldNotRun({ flows }: ProbeJob, detail: string): ProbeObservation[] {
  return flows.map(({ id }) => ({ flow: id, outcome: 'couldNotRun', detail }));
}

async function podOf(
  { name }: ProbeJob,
  { client, namespace, operation, signal }: RunProbeJobOptions,
): Promise<KubernetesObject | undefined> {
  const pods = await client.list(
    { apiVersion: 'v1', kind: 'Pod' },
    {
      namespace,
      labelSelector: `${PROBE_LABEL}=${operation},${JOB_NAME}=${name}`,
      signal,
    },
  );
  return pods?.[0];
}

/** An API server that does not answer for a moment is asked again. */
async function lookFor(
  job: ProbeJob,
  options: RunProbeJobOptions,
): Promise<KubernetesObject | undefined> {
  try {
    return await podOf(job, options);
  } catch (error) {
    if (isTransient(error)) {
      return undefined;
    }
    throw error;
  }
}

/** Looks at the pod until it has ended, is stuck, or time is up. */
async function observe(
  job: ProbeJob,
  options: RunProbeJobOptions,
): Promise<ProbeObservation[]> {
  const { client, namespace, settings, interval, signal } = options;
  const started = Date.now();
  // The cluster's own deadline comes first; this one is for a cluster that does not keep it.
  const deadline = started + (settings.deadlineSeconds + 30) * 1_000;
  let hint: string | undefined;
  for (;;) {
    const pod = await lookFor(job, options);
    if (pod) {
      const seen = readProbePod(pod, job.flows);
      if (seen.state === 'ended') {
        return seen.observations;
      }
      if (seen.state === 'stuck') {
        return couldNotRun(job, seen.why);
      }
      hint = seen.hint ?? hint;
    } else if (Date.now() - started > POD_PATIENCE_MS) {
      const why = await whyNoPod(client, { namespace, name: job.name }, signal);
      return couldNotRun(
        job,
        why ?? hint ?? 'no pod was created, and no event says why',
      );
    }
    if (Date.now() > deadline) {
      return couldNotRun(
        job,
        hint ?? `it did not end within ${settings.deadlineSeconds} s`,
      );
    }
    await sleep(interval, undefined, { signal });
  }
}

/** What the API server refuses is an answer, too; a cluster that is gone is not. */
async function start(
  job: ProbeJob,
  options: RunProbeJobOptions,
): Promise<string | undefined> {
  try {
    await options.client.apply(renderProbeJob(job, options), {
      fieldManager: FIELD_MANAGER,
      signal: options.signal,
    });
    return undefined;
  } catch (error) {
    const mayPass: boolean = isTransient(error);
    if (error instanceof KubernetesApiError && !mayPass) {
      return error.message;
    }
    throw error;
  }
}

/** Starts one Job, waits for its end, and deletes it. */
export async function runProbeJob(
  job: ProbeJob,
  options: RunProbeJobOptions,
): Promise<ProbeObservation[]> {
  const { client, namespace } = options;
  const refused = await start(job, options);
  if (refused !== undefined) {
    return couldNotRun(job, refused);
  }
  try {
    return await observe(job, options);
  } finally {
    // Not under the caller's signal: what was started is taken away all the same.
    await client
      .delete(
        { apiVersion: 'batch/v1', kind: 'Job', namespace, name: job.name },
        { propagationPolicy: 'Background', signal: AbortSignal.timeout(5_000) },
      )
      // The cluster's own clean-up (ttlSecondsAfterFinished) follows.
      .catch(() => undefined);
  }
}
