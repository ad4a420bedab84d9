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

import { LoggerService } from '@backstage/backend-plugin-api';
import { ClusterAccess } from '@matrix-network/backstage-plugin-matrix-network-node';
import {
  ProbeReport,
  StackSpec,
} from '@matrix-network/backstage-plugin-matrix-network-common';
import { HealthStore, PollSuccess } from '../database/HealthStore';
import { StackEngine } from '../engine/StackEngine';
import { causeOf } from '../service/causeOf';
import { digestOf } from '../service/healthDigest';
import { MatrixClusterDirectory } from '../service/MatrixClusterDirectory';
import { AssessmentCache } from './AssessmentCache';
import { nextPollAt } from './nextPollAt';
import { withDeadline } from './withDeadline';

export interface PollerOptions {
  directory: MatrixClusterDirectory;
  store: HealthStore;
  clusters: ClusterAccess;
  engine: Pick<StackEngine, 'readSnapshot' | 'assess'>;
  /** What the newest probes of a Matrix cluster saw. */
  probes: (matrixCluster: string) => Promise<ProbeReport | undefined>;
  /** CCU targets of all Matrix clusters that share the ingress controller, where there are others. */
  sharedCcu: (spec: StackSpec) => Promise<number | undefined>;
  logger: LoggerService;
  intervalMs: number;
  timeoutMs: number;
  /** Called after each poll, so that open pages look again. */
  onPolled?: (matrixCluster: string) => void;
  now?: () => Date;
  random?: () => number;
}

/**
 * One poll: reads a snapshot, assesses it and stores both. A failure keeps the
 * last health and says since when it is stale.
 */
export class Poller {
  readonly #options: PollerOptions;
  readonly #assessments: AssessmentCache;
  readonly #now: () => Date;

  constructor(options: PollerOptions) {
    this.#options = options;
    this.#assessments = new AssessmentCache(options.engine);
    this.#now = options.now ?? (() => new Date());
  }

  /** Never throws for a cluster that fails; does for a database that does. */
  async poll(matrixCluster: string, signal: AbortSignal): Promise<void> {
    const { directory, store, logger } = this.#options;
    const known = await directory.find(matrixCluster);
    if (!known) {
      await store.forget(matrixCluster);
      return;
    }
    try {
      const success = await withDeadline(
        this.#options.timeoutMs,
        signal,
        deadline => this.#read(matrixCluster, deadline),
      );
      await store.recordSuccess(matrixCluster, success, this.#next(0));
    } catch (error) {
      if (signal.aborted) {
        // Shutting down: that says nothing about the cluster, and the lease runs out by itself.
        return;
      }
      const failures = await store.failures(matrixCluster);
      await store.recordFailure(
        matrixCluster,
        causeOf(error),
        this.#next(failures + 1),
      );
      // Said once, not at each attempt while a cluster stays down.
      const log = failures === 0 ? logger.warn : logger.debug;
      log.call(logger, `Could not poll ${matrixCluster}: ${causeOf(error)}`);
    }
    this.#options.onPolled?.(matrixCluster);
  }

  async #read(
    matrixCluster: string,
    signal: AbortSignal,
  ): Promise<PollSuccess> {
    const { directory, clusters, engine } = this.#options;
    const { spec } = await directory.get(matrixCluster);
    const client = await clusters.client(spec.kubernetesCluster);
    const now = this.#now();
    const snapshot = await engine.readSnapshot(client, spec, { signal, now });
    const [probes, sharedCcu] = await Promise.all([
      this.#options.probes(matrixCluster),
      this.#options.sharedCcu(spec),
    ]);
    const health = this.#assessments.assess(
      snapshot,
      spec,
      now,
      probes,
      sharedCcu,
    );
    return { snapshot, health, digest: digestOf(health) };
  }

  #next(failures: number): Date {
    return nextPollAt({
      now: this.#now(),
      intervalMs: this.#options.intervalMs,
      failures,
      random: this.#options.random ?? Math.random,
    });
  }
}
