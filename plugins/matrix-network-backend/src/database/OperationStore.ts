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
  Operation,
  OperationResult,
  ProbeReport,
  ProbeSelection,
  ProgressEvent,
  ProgressLine,
  StackSpec,
} from '@matrix-network/backstage-plugin-matrix-network-common';

/** What an apply was asked to do. */
export interface ApplyOperationRequest {
  kind: 'apply';
  spec: StackSpec;
  /** Conflicts that the user chose to take over. */
  force: string[];
  /** Delete what earlier applies put in and the spec does not have, and of what only goes when named, these. */
  prune?: { also: string[] };
}

/** What an uninstall was asked to do. */
export interface UninstallOperationRequest {
  kind: 'uninstall';
  /** As it was last applied. */
  spec: StackSpec;
  /** Namespaces, CustomResourceDefinitions and Secrets to delete, too. */
  also: string[];
  /** Forget the Matrix cluster afterwards. */
  forget: boolean;
}

/** What a probe was asked to do. */
export interface ProbeOperationRequest {
  kind: 'probe';
  spec: StackSpec;
  selection: ProbeSelection;
}

/** What an operation was asked to do. */
export type OperationRequest =
  | ApplyOperationRequest
  | UninstallOperationRequest
  | ProbeOperationRequest;

/** A lease on running one operation. */
export interface OperationClaim {
  operation: Operation;
  request: OperationRequest;
  /** 1 for the first run; more when an earlier runner went away. */
  attempt: number;
}

/** How a run ended. */
export type OperationOutcome =
  | { status: 'succeeded'; result: OperationResult }
  | { status: 'succeeded'; probes: ProbeReport }
  | { status: 'failed'; error: string; result?: OperationResult };

/**
 * Operations and their progress. A runner holds one by a lease that it renews;
 * when it goes away the lease runs out and another resumes. Every write of a
 * runner is refused once the lease is no longer its own.
 */
export interface OperationStore {
  /**
   * Queues an operation and stores its spec as current, together or not at all.
   * @throws ConflictError naming the operation that is under way.
   */
  enqueue(input: {
    requestedBy: string;
    request: OperationRequest;
    /** Whether the spec becomes the Matrix cluster's current one. */
    storeSpec: boolean;
  }): Promise<Operation>;
  /**
   * Takes over queued operations and those whose lease has run out. Of those that
   * change a Kubernetes cluster, one at a time is under way for each: what one has
   * found there when it begins holds until it ends.
   */
  claim(options: {
    owner: string;
    leaseMs: number;
    limit: number;
  }): Promise<OperationClaim[]>;
  /** Renews a lease; false when it is no longer the owner's. */
  heartbeat(id: string, owner: string, leaseMs: number): Promise<boolean>;
  /** Gives a lease back, so that another runner can resume at once. */
  release(id: string, owner: string): Promise<void>;
  /** Appends lines; false when the lease is no longer the owner's. */
  appendLines(
    id: string,
    owner: string,
    lines: { at: Date; event: ProgressEvent }[],
  ): Promise<boolean>;
  /** Records the end; false when the lease is no longer the owner's. */
  finish(
    id: string,
    owner: string,
    outcome: OperationOutcome,
  ): Promise<boolean>;
  /** With its probe report, if it has one. */
  get(id: string): Promise<Operation | undefined>;
  /** What the newest probes that ran to their end saw. */
  latestProbes(matrixCluster: string): Promise<ProbeReport | undefined>;
  /** Newest first, without probe reports. */
  list(matrixCluster: string): Promise<Operation[]>;
  latest(matrixCluster: string): Promise<Operation | undefined>;
  /** The one that is queued or running. */
  active(matrixCluster: string): Promise<Operation | undefined>;
  lines(id: string, after: number): Promise<ProgressLine[]>;
  forget(matrixCluster: string): Promise<void>;
}
