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

import { Protocol } from '../kubernetes/types';
import { WorkloadId } from '../workloads/types';

/**
 * Which flows to try:
 * `isolation` is the short list that matters most (who reaches key_vault, the
 * databases and Redis, and what the LI instance reaches), `contract` every row
 * that a probe can try, `flow` one source and destination.
 * @public
 */
export type ProbeSelection =
  | { kind: 'isolation' }
  | { kind: 'contract' }
  | { kind: 'rows'; rows: readonly string[] }
  | {
      kind: 'flow';
      source: ProbeSourceId;
      destination: WorkloadId;
      /** All that the destination is known to listen on when left out. */
      port?: number;
    };

/** Whose labels a probe pod carries: a workload's, or none. @public */
export type ProbeSourceId = WorkloadId | 'unlabelled-pod';

/** What a probe connects to, by name. @public */
export type ProbeDestinationId =
  | WorkloadId
  | 'other-namespaces'
  | 'api-server'
  | 'internet';

/** What a probe connects to. @public */
export type ProbeTarget =
  | { kind: 'pod'; namespace: string; name: string; address: string }
  /** Resolved by the probe pod itself, so that DNS is proven, too. */
  | { kind: 'service'; namespace: string; name: string; host: string }
  | { kind: 'address'; address: string };

/** @public */
export interface ProbeVerdict {
  outcome: 'allowed' | 'denied' | 'undefined';
  sentence: string;
}

/** One flow to try for real, with what is expected of it. @public */
export interface ProbeFlow {
  /** Unique within a plan. */
  id: string;
  source: ProbeSourceId;
  sourceTitle: string;
  destination: ProbeDestinationId;
  destinationTitle: string;
  target: ProbeTarget;
  port: number;
  protocol: Protocol;
  /** Rows of the contract that the flow is of, by id; none for a control. */
  rows: readonly string[];
  expected: 'mustWork' | 'mustNotWork' | 'unstated';
  /** What the evaluator says of a pod with the probe's labels. */
  verdict: ProbeVerdict;
  /** For a target by name: whether the policies let the pod ask the cluster's DNS. */
  dns?: ProbeVerdict;
  /**
   * Id of the flow that shows that the target answers somebody. Without one, a
   * target that answers nobody can't be told from one that is cut off.
   */
  control?: string;
}

/** A flow of the selection that no probe tries, and why. @public */
export interface SkippedFlow {
  source: string;
  destination: string;
  rows: readonly string[];
  why: string;
}

/** The probe pods of one source: they carry its labels. @public */
export interface ProbeSource {
  id: ProbeSourceId;
  title: string;
  labels: Readonly<Record<string, string>>;
  flows: readonly ProbeFlow[];
}

/** What is to be tried, by source. @public */
export interface ProbePlan {
  namespace: string;
  sources: readonly ProbeSource[];
  skipped: readonly SkippedFlow[];
}

/**
 * What a probe saw. `blocked`: nothing came back in time. `refused`: something
 * answered that nothing listens, or a plugin that rejects instead of dropping.
 * `couldNotRun`: quota, admission, image, deadline; it says nothing of the flow.
 * @public
 */
export type ProbeOutcome =
  | 'connected'
  | 'blocked'
  | 'refused'
  | 'nameNotResolved'
  | 'couldNotRun';

/** What was observed of one flow, before it is held against the verdict. @public */
export interface ProbeObservation {
  flow: string;
  outcome: ProbeOutcome;
  /** The probe's own words, or why it could not run. */
  detail?: string;
}

/** An observation beside the verdict. @public */
export interface ProbeResult extends ProbeFlow {
  outcome: ProbeOutcome;
  detail?: string;
  /**
   * `agrees`: the cluster does what the policies say. `differs`: it does not;
   * a finding. `inconclusive`: it proves neither.
   */
  agreement: 'agrees' | 'differs' | 'inconclusive';
  /** What it shows, in one sentence. */
  conclusion: string;
}

/** What one probe operation came to. @public */
export interface ProbeReport {
  /** ISO 8601: when the first probe began, and when the last one ended. */
  startedAt: string;
  finishedAt: string;
  results: readonly ProbeResult[];
  skipped: readonly SkippedFlow[];
}
