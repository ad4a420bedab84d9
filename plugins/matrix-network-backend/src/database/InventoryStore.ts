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

import { StackSpec } from '@matrix-network/backstage-plugin-matrix-network-common';
import { InventoryEntry } from '@matrix-network/backstage-plugin-matrix-network-node';

/** A Matrix cluster whose stack is on its Kubernetes cluster. */
export interface Installation {
  matrixCluster: string;
  /** As last applied with success. */
  spec: StackSpec;
  /** ISO 8601. */
  firstAppliedAt: string;
  /** ISO 8601. */
  appliedAt: string;
}

/** A Matrix cluster of which something is on a Kubernetes cluster, whether or not an apply got to its end there. */
export interface BegunApply {
  matrixCluster: string;
  /** Of the newest apply of which something went in. */
  spec: StackSpec;
}

/** Objects of one Matrix cluster on one Kubernetes cluster. */
export interface Place {
  matrixCluster: string;
  kubernetesCluster: string;
}

/**
 * What this product has put on Kubernetes clusters: which Matrix clusters are
 * applied, and each of their objects. An object is recorded before it is sent,
 * so that none is lost with a backend that goes away half-way.
 */
export interface InventoryStore {
  installation(matrixCluster: string): Promise<Installation | undefined>;
  /** Of a Kubernetes cluster, oldest first. */
  installations(kubernetesCluster: string): Promise<Installation[]>;
  /**
   * Matrix clusters with something on a Kubernetes cluster, oldest first: also of
   * an apply that has failed, and of one that has moved since. They need what is
   * shared; they rule out nothing that another may want.
   */
  begun(kubernetesCluster: string): Promise<BegunApply[]>;
  /** All that is recorded of the place, what waits to be pruned included. */
  entries(place: Place): Promise<InventoryEntry[]>;
  /** What the newest applies of the others that have {@link begun} have on the same Kubernetes cluster. */
  entriesOfOthers(place: Place): Promise<Map<string, InventoryEntry[]>>;
  /** Other Kubernetes clusters on which something of the Matrix cluster is still recorded. */
  otherPlaces(place: Place): Promise<string[]>;
  /** Those of them where it has {@link begun} and was not uninstalled since: it may be at work there. */
  begunElsewhere(place: Place): Promise<string[]>;
  /**
   * Records that a spec is about to be applied, with what it puts in. Known uids stay.
   *
   * @returns what takes that back again, for an apply of which nothing went in
   */
  begin(
    spec: StackSpec,
    entries: readonly InventoryEntry[],
    begunAt: Date,
  ): Promise<() => Promise<void>>;
  /** Records objects that are, or are about to be, in place. Known uids stay. */
  intend(place: Place, entries: readonly InventoryEntry[]): Promise<void>;
  /** Records the end of a successful apply: these are the stack now, what else is recorded waits to be pruned. */
  record(
    spec: StackSpec,
    entries: readonly InventoryEntry[],
    appliedAt: Date,
  ): Promise<void>;
  /** Takes out what is not on the cluster any more. */
  remove(place: Place, entries: readonly InventoryEntry[]): Promise<void>;
  /** The stack has been taken out of this one Kubernetes cluster; what was left there stays recorded. */
  uninstalled(place: Place): Promise<void>;
  /** None of the Matrix cluster's own objects is there any more. What it shared, or what was made for it, stays recorded. */
  left(place: Place): Promise<void>;
  /** Wherever it is. */
  forget(matrixCluster: string): Promise<void>;
}
