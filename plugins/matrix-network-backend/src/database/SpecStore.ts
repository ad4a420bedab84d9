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

/** One entry of a Matrix cluster's spec history. */
export interface SpecRevision {
  /** Grows with each revision; the highest of a Matrix cluster is current. */
  revision: number;
  spec: StackSpec;
  /** ISO 8601. */
  createdAt: string;
  /** Entity reference of who stored it. */
  createdBy: string;
  /** When an apply of it first succeeded, ISO 8601. */
  appliedAt?: string;
}

/** A Matrix cluster's current spec. */
export interface StoredSpec extends SpecRevision {
  /** An apply of this or an earlier revision has succeeded, and was not uninstalled since. */
  registered: boolean;
}

/** Specs that users stored through the API, with who and when. */
export interface SpecStore {
  listCurrent(): Promise<StoredSpec[]>;
  current(matrixCluster: string): Promise<StoredSpec | undefined>;
  /** Newest first. */
  history(matrixCluster: string): Promise<SpecRevision[]>;
  revision(
    matrixCluster: string,
    revision: number,
  ): Promise<SpecRevision | undefined>;
  /** Stores the spec as current, unless it is what is current already. */
  save(spec: StackSpec, createdBy: string): Promise<void>;
  /** Marks the current revision with this very spec as applied. */
  markApplied(spec: StackSpec): Promise<void>;
  /** Removes the whole history. */
  forget(matrixCluster: string): Promise<void>;
}
