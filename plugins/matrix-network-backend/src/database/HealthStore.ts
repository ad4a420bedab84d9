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
  Health,
  PollState,
  Snapshot,
} from '@matrix-network/backstage-plugin-matrix-network-common';
import { HealthDigest } from '../service/healthDigest';

/** Result of one poll that succeeded. */
export interface PollSuccess {
  snapshot: Snapshot;
  health: Health;
  digest: HealthDigest;
}

/** A lease on polling one Matrix cluster. */
export interface PollClaim {
  matrixCluster: string;
  /** Failed attempts in a row, before this one. */
  failures: number;
}

/** Freshness as stored; the interval comes from config. */
export type StoredPollState = Omit<PollState, 'intervalSeconds'>;

/** What the fleet page needs of one Matrix cluster. */
export interface StoredDigest {
  matrixCluster: string;
  digest?: HealthDigest;
  poll: StoredPollState;
}

/** Latest health of each Matrix cluster, and whose turn it is to poll it. */
export interface HealthStore {
  /** Makes the Matrix cluster pollable from `firstPollAt` on; no change where it is already. */
  ensure(matrixCluster: string, firstPollAt: Date): Promise<void>;
  names(): Promise<string[]>;
  /**
   * Takes over polls that are due, at most `limit`, each by exactly one owner
   * until the lease runs out or the poll is recorded.
   */
  claimDue(options: {
    owner: string;
    leaseMs: number;
    limit: number;
  }): Promise<PollClaim[]>;
  recordSuccess(
    matrixCluster: string,
    success: PollSuccess,
    nextPollAt: Date,
  ): Promise<void>;
  /** Keeps the last health; what is shown becomes stale. */
  recordFailure(
    matrixCluster: string,
    error: string,
    nextPollAt: Date,
  ): Promise<void>;
  health(matrixCluster: string): Promise<Health | undefined>;
  snapshot(matrixCluster: string): Promise<Snapshot | undefined>;
  pollState(matrixCluster: string): Promise<StoredPollState>;
  failures(matrixCluster: string): Promise<number>;
  digests(): Promise<StoredDigest[]>;
  forget(matrixCluster: string): Promise<void>;
}
