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
  ProbeObservation,
  ProbePlan,
  ProbeReport,
  ProgressEvent,
} from '@matrix-network/backstage-plugin-matrix-network-common';
import { ClusterClient } from '../cluster';
import { cleanUpProbes } from './cleanUpProbes';
import { InProcessProbeSlots } from './InProcessProbeSlots';
import { ProbeJob, probeJobs } from './probeJobs';
import { defaultProbeSettings, ProbeSettings } from './ProbeSettings';
import { ProbeSlots } from './ProbeSlots';
import { runProbeJob } from './runProbeJob';

/** @public */
export interface RunProbesOptions {
  client: ClusterClient;
  plan: ProbePlan;
  /** Names the Jobs, and marks them with a label. */
  operation: string;
  settings?: Partial<ProbeSettings>;
  /** Bounds the pods at once over several runs; `settings.concurrency` bounds this one without it. */
  slots?: ProbeSlots;
  /** Milliseconds between two looks at a pod. Default: one second. */
  interval?: number;
  signal: AbortSignal;
  onProgress?: (event: ProgressEvent) => void;
}

function describeJob({ source, flows }: ProbeJob): string {
  return `${flows.length} ${flows.length === 1 ? 'flow' : 'flows'} from ${
    source.title
  }`;
}

/** Runs all Jobs, a few at once. When one fails the others are ended, and waited for, before it says so. */
async function runAll(
  jobs: readonly ProbeJob[],
  options: {
    cluster: string;
    slots: ProbeSlots;
    signal: AbortSignal;
    run: (job: ProbeJob, signal: AbortSignal) => Promise<ProbeObservation[]>;
    onDone: (job: ProbeJob, done: number) => void;
  },
): Promise<ProbeObservation[]> {
  const failure = new AbortController();
  const signal = AbortSignal.any([options.signal, failure.signal]);
  let done = 0;
  const start = async (job: ProbeJob, slot: AbortSignal) => {
    const seen = await options.run(job, slot);
    done += 1;
    options.onDone(job, done);
    return seen;
  };
  const runs = jobs.map(job =>
    options.slots.run(options.cluster, slot => start(job, slot), signal),
  );
  try {
    return (await Promise.all(runs)).flat();
  } catch (error) {
    failure.abort(error);
    await Promise.allSettled(runs);
    throw error;
  }
}

/**
 * Tries the flows of a plan for real, a few pods at once, and holds what they
 * saw against the verdicts. Probe Jobs that an earlier run has left in the
 * namespace are deleted first; its own are deleted as they end, and the cluster
 * deletes whatever is left by itself.
 *
 * @throws KubernetesApiError or ClusterConnectionError when the cluster can't be
 *   asked; that a Job or pod is refused is part of the report
 * @public
 */
export async function runProbes(
  options: RunProbesOptions,
): Promise<ProbeReport> {
  const { client, plan, operation, interval = 1_000, signal } = options;
  const settings = { ...defaultProbeSettings, ...options.settings };
  const progress = options.onProgress ?? (() => {});
  const startedAt = new Date().toISOString();
  const { namespace } = plan;
  await cleanUpProbes(client, { namespace, signal });
  const jobs = probeJobs(plan, operation);
  const observed = await runAll(jobs, {
    cluster: client.clusterName,
    slots: options.slots ?? new InProcessProbeSlots(settings.concurrency),
    signal,
    run: (job, slot) =>
      runProbeJob(job, {
        client,
        namespace,
        operation,
        settings,
        interval,
        signal: slot,
      }),
    onDone: (job, done) =>
      progress({
        type: 'message',
        level: 'info',
        message: `Tried ${describeJob(job)} (${done} of ${jobs.length} pods)`,
      }),
  });
  const results = judgeProbes(plan, observed);
  results.forEach(result =>
    progress({
      type: 'probe',
      source: result.sourceTitle,
      destination: result.destinationTitle,
      port: `${result.protocol} ${result.port}`,
      outcome: result.outcome,
      agreement: result.agreement,
      message: result.conclusion,
    }),
  );
  return {
    startedAt,
    finishedAt: new Date().toISOString(),
    results,
    skipped: plan.skipped,
  };
}
