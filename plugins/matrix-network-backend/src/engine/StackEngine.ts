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
  ClusterFacts,
  FlowChanges,
  Health,
  KubernetesObject,
  Neighbour,
  OperationResult,
  PlannedObject,
  PlanProbesOptions,
  ProbePlan,
  ProbeReport,
  ProbeSelection,
  ProgressEvent,
  ReleaseSummary,
  Snapshot,
  SpecIssue,
  Stack,
  StackSpec,
  StackWarning,
  WorkloadId,
} from '@matrix-network/backstage-plugin-matrix-network-common';
import {
  ClusterClient,
  PlanRemovalOptions,
  RemovalResult,
  RemovalStep,
  RemoveObjectsOptions,
  RunProbesOptions,
} from '@matrix-network/backstage-plugin-matrix-network-node';

/** What validating a spec came to; `spec` is there when no issue is. */
export interface SpecCheck {
  issues: SpecIssue[];
  warnings: StackWarning[];
  spec?: StackSpec;
}

/** How one apply is to be made. */
export interface ApplyRequest {
  client: ClusterClient;
  stack: Stack;
  /** Conflicts the user chose to take over. */
  force: string[];
  signal: AbortSignal;
  onProgress: (event: ProgressEvent) => void;
  /** Called for each object that is as rendered now. */
  onApplied?: (object: KubernetesObject, uid: string | undefined) => void;
}

/** What is to become of the Matrix cluster's policies in the namespace of the snapshot. */
export interface PolicyChange {
  /** Whether the spec's policies go in. */
  target: 'apply' | 'uninstall';
  /** Names of policies that are taken out. */
  removed: readonly string[];
}

/**
 * Everything that this backend asks of the common and node packages, in one
 * place, so that the poller, the operations and the routes are tested without
 * a cluster.
 */
export interface StackEngine {
  validate(input: unknown, facts?: Partial<ClusterFacts>): SpecCheck;
  workloads(spec: StackSpec): WorkloadId[];
  /** Ingress replicas for the CCU targets of all that share the controller; null where one runs on each node. */
  ingressReplicas(
    spec: StackSpec,
    neighbours: readonly Neighbour[],
  ): number | null;
  releases(): ReleaseSummary[];
  readFacts(client: ClusterClient, signal: AbortSignal): Promise<ClusterFacts>;
  /** Fetches and verifies the releases that the spec names, then renders. */
  render(
    spec: StackSpec,
    facts: ClusterFacts,
    signal: AbortSignal,
    neighbours: readonly Neighbour[],
  ): Promise<Stack>;
  /** What applying would do, object by object. Changes nothing. */
  plan(
    request: Pick<ApplyRequest, 'client' | 'stack' | 'force' | 'signal'>,
  ): Promise<PlannedObject[]>;
  apply(request: ApplyRequest): Promise<OperationResult>;
  /** What of earlier applies would be deleted and what left. Only reads. */
  planRemoval(options: PlanRemovalOptions): Promise<RemovalStep[]>;
  remove(options: RemoveObjectsOptions): Promise<RemovalResult>;
  readSnapshot(
    client: ClusterClient,
    spec: StackSpec,
    options: { signal: AbortSignal; now: Date },
  ): Promise<Snapshot>;
  assess(
    snapshot: Snapshot,
    spec: StackSpec,
    now: Date,
    /** What the newest probes saw, where any ran. */
    probes?: ProbeReport,
    /** CCU targets of all that share the ingress controller, where there are others. */
    sharedCcu?: number,
  ): Health;
  /** What a change of policies would open and close on the cluster as it was read. */
  flowChanges(
    snapshot: Snapshot,
    spec: StackSpec,
    change: PolicyChange,
  ): FlowChanges;
  planProbes(
    snapshot: Snapshot,
    spec: StackSpec,
    selection: ProbeSelection,
    options: PlanProbesOptions,
  ): ProbePlan;
  /** Probe images come from the spec's registry, if it has one. */
  runProbes(
    options: RunProbesOptions & { spec: StackSpec },
  ): Promise<ProbeReport>;
}
