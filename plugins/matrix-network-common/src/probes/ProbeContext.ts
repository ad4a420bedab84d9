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

import { JudgeContext, judgeContext } from '../contract/judging/JudgeContext';
import { FlowEndpoint, PolicyPod, Verdict } from '../policy';
import { Snapshot } from '../snapshot/Snapshot';
import { StackSpec } from '../spec/StackSpec';
import { Workload } from '../workloads/types';
import { probeLabels, ProbeLabels } from './probeLabels';
import { ProbeSourceId, ProbeVerdict } from './types';

/** A source of probes, ready to be judged. */
export interface JudgedSource {
  id: ProbeSourceId;
  title: string;
  labels: Extract<ProbeLabels, { status: 'safe' }>['labels'];
  evaluate(to: FlowEndpoint, port: number, protocol?: 'TCP' | 'UDP'): Verdict;
}

/** What planning probes works with. Sources are worked out once each. */
export interface ProbeContext extends JudgeContext {
  snapshot: Snapshot;
  /** `host:port` of the internet that probes may connect to. */
  internetTargets: readonly { host: string; port: number }[];
  /** Workloads of the Matrix namespace whose labels a probe pod can carry, and the pod without any. */
  sourceIds: readonly ProbeSourceId[];
  /** The source, or why it can't be probed from. */
  sourceOf(id: ProbeSourceId): JudgedSource | { why: string };
}

export function probeVerdict({ outcome, sentence }: Verdict): ProbeVerdict {
  return { outcome, sentence };
}

function judgedSource(
  id: ProbeSourceId,
  workloads: readonly Workload[],
  { engine, snapshot, synthetic }: JudgeContext & { snapshot: Snapshot },
): JudgedSource | { why: string } {
  const workload = workloads.find(one => one.id === id);
  const why = whyNoSource(id, workload);
  if (why !== undefined) {
    return { why };
  }
  const chosen = probeLabels(workload, snapshot);
  if (chosen.status === 'unsafe') {
    return { why: chosen.why };
  }
  const pod: PolicyPod = {
    namespace: snapshot.namespace,
    name: `probe-${id}`,
    labels: chosen.labels,
    ips: synthetic.unlabelled.ips,
    phase: 'Running',
  };
  const withProbe = engine.withPod(pod);
  const from = { namespace: pod.namespace, name: pod.name };
  return {
    id,
    title: workload?.title ?? 'A pod without labels',
    labels: chosen.labels,
    evaluate: (to, port, protocol = 'TCP') =>
      withProbe.evaluate({ from, to, port, protocol }),
  };
}

function whyNoSource(
  id: ProbeSourceId,
  workload: Workload | undefined,
): string | undefined {
  if (id === 'unlabelled-pod') {
    return undefined;
  }
  if (!workload) {
    return `the spec has no workload ${id}`;
  }
  if (workload.namespace !== null) {
    return 'probe pods run in the Matrix namespace only';
  }
  return workload.hostNetwork
    ? 'it runs on the host network, where no NetworkPolicy applies'
    : undefined;
}

export function probeContext(
  snapshot: Snapshot,
  spec: StackSpec,
  internetTargets: ProbeContext['internetTargets'],
): ProbeContext {
  const context = { ...judgeContext(snapshot, spec), snapshot };
  const { workloads } = context;
  const sources = new Map<ProbeSourceId, JudgedSource | { why: string }>();
  return {
    ...context,
    internetTargets,
    sourceIds: [
      ...workloads
        .filter(workload => whyNoSource(workload.id, workload) === undefined)
        .map(({ id }) => id),
      'unlabelled-pod',
    ],
    sourceOf: id => {
      const known = sources.get(id) ?? judgedSource(id, workloads, context);
      sources.set(id, known);
      return known;
    },
  };
}
