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

import { randomUUID } from 'node:crypto';
import { hostname } from 'node:os';
import { LoggerService, SchedulerService } from '@backstage/backend-plugin-api';
import {
  ClusterAccess,
  DigestStore,
} from '@matrix-network/backstage-plugin-matrix-network-node';
import { Knex } from 'knex';
import { createCertificateChecker } from '../certificates/createCertificateChecker';
import { MatrixNetworkConfig } from '../config/MatrixNetworkConfig';
import { DatabaseDigestStore } from '../database/DatabaseDigestStore';
import { DatabaseHealthStore } from '../database/DatabaseHealthStore';
import { DatabaseInventoryStore } from '../database/DatabaseInventoryStore';
import { DatabaseKubernetesClusterStore } from '../database/DatabaseKubernetesClusterStore';
import { DatabaseOperationStore } from '../database/DatabaseOperationStore';
import { DatabaseProbeSlotStore } from '../database/DatabaseProbeSlotStore';
import { DatabaseSpecStore } from '../database/DatabaseSpecStore';
import { sharedCcuOf } from '../engine/neighbours';
import { StackEngine } from '../engine/StackEngine';
import { ApplyHandler } from '../operations/ApplyHandler';
import { UninstallHandler } from '../operations/UninstallHandler';
import { ProbeHandler } from '../operations/ProbeHandler';
import { ProbeSchedule } from '../operations/ProbeSchedule';
import { OperationRunner } from '../operations/OperationRunner';
import { SharedProbeSlots } from '../operations/SharedProbeSlots';
import { ClusterSurvey } from '../poller/ClusterSurvey';
import { PollDispatcher } from '../poller/PollDispatcher';
import { Poller } from '../poller/Poller';
import { LiveUpdates } from './LiveUpdates';
import { MatrixClusterDirectory } from './MatrixClusterDirectory';
import { Services } from './Services';

/** Ticks look for what is due; they do not wait for it. */
const TICK_SECONDS = 2;

export interface MatrixNetworkBackendOptions {
  config: MatrixNetworkConfig;
  knex: Knex;
  clusters: ClusterAccess;
  createEngine: (digests: DigestStore) => StackEngine;
  updates: Pick<LiveUpdates, 'pagesChanged' | 'matrixClustersChanged'>;
  logger: LoggerService;
}

/** The parts of this backend, put together, with their start and stop. */
export class MatrixNetworkBackend {
  readonly services: Services;
  readonly #dispatcher: PollDispatcher;
  readonly #runner: OperationRunner;
  readonly #survey: ClusterSurvey;
  readonly #config: MatrixNetworkConfig;
  readonly #probeSchedule: ProbeSchedule;

  private constructor(parts: {
    services: Services;
    dispatcher: PollDispatcher;
    runner: OperationRunner;
    survey: ClusterSurvey;
    config: MatrixNetworkConfig;
    probeSchedule: ProbeSchedule;
  }) {
    this.services = parts.services;
    this.#dispatcher = parts.dispatcher;
    this.#runner = parts.runner;
    this.#survey = parts.survey;
    this.#config = parts.config;
    this.#probeSchedule = parts.probeSchedule;
  }

  static async create(
    options: MatrixNetworkBackendOptions,
  ): Promise<MatrixNetworkBackend> {
    const { config, knex, clusters, updates, logger } = options;
    const owner = `${hostname()}/${randomUUID()}`;
    const engine = options.createEngine(new DatabaseDigestStore(knex));
    const specs = new DatabaseSpecStore(knex);
    const inventory = new DatabaseInventoryStore(knex);
    const health = new DatabaseHealthStore(knex);
    const operations = new DatabaseOperationStore(knex);
    const kubernetesClusters = new DatabaseKubernetesClusterStore(knex);
    const directory = new MatrixClusterDirectory({
      configured: config.matrixClusters,
      specs,
    });
    const { intervalMs, timeoutMs, concurrency } = config.poll;
    const dispatcher = new PollDispatcher({
      poller: new Poller({
        directory,
        store: health,
        clusters,
        engine,
        logger,
        intervalMs,
        timeoutMs,
        probes: name => operations.latestProbes(name),
        sharedCcu: spec => sharedCcuOf(inventory, spec),
        onPolled: () => updates.pagesChanged(),
      }),
      store: health,
      directory,
      logger,
      owner,
      intervalMs,
      leaseMs: 2 * timeoutMs,
      concurrency,
    });
    const runner = new OperationRunner({
      store: operations,
      handlers: {
        apply: new ApplyHandler({
          engine,
          clusters,
          specs,
          inventory,
          afterApply: name => dispatcher.pollNow(name),
        }),
        uninstall: new UninstallHandler({
          engine,
          clusters,
          specs,
          inventory,
          health,
          afterwards: name => dispatcher.pollNow(name),
        }),
        probe: new ProbeHandler({
          engine,
          clusters,
          settings: config.probes.settings,
          internetTargets: config.probes.internetTargets,
          slots: new SharedProbeSlots({
            store: new DatabaseProbeSlotStore(knex),
            owner,
            concurrency: config.probes.concurrency,
          }),
        }),
      },
      logger,
      owner,
      concurrency: config.operations.concurrency,
      onFinished: ({ operation }) => {
        updates.matrixClustersChanged();
        if (operation.kind === 'probe') {
          // Its findings appear with the next assessment.
          void dispatcher.pollNow(operation.matrixCluster);
        }
      },
    });
    const survey = new ClusterSurvey({
      clusters,
      store: kubernetesClusters,
      engine,
    });
    const services: Services = {
      directory,
      specs,
      inventory,
      health,
      operations,
      kubernetesClusters,
      clusters,
      engine,
      polls: dispatcher,
      runner,
      certificates: await createCertificateChecker(config.certificateChecks),
      pollIntervalMs: intervalMs,
      onMatrixClustersChanged: () => updates.matrixClustersChanged(),
      now: () => new Date(),
    };
    return new MatrixNetworkBackend({
      services,
      dispatcher,
      runner,
      survey,
      config,
      probeSchedule: new ProbeSchedule({
        services,
        selection: { kind: config.probes.scheduled },
        logger,
      }),
    });
  }

  /** Schedules the work; nothing of it contacts a cluster before the backend is up. */
  async start(scheduler: SchedulerService): Promise<void> {
    await scheduler.scheduleTask({
      id: 'matrix-network:poll',
      // Every replica looks for due polls; leases in the database share them out.
      scope: 'local',
      frequency: { seconds: TICK_SECONDS },
      timeout: { seconds: 30 },
      initialDelay: { seconds: 1 },
      fn: () => this.#dispatcher.tick(),
    });
    await scheduler.scheduleTask({
      id: 'matrix-network:operations',
      scope: 'local',
      frequency: { seconds: TICK_SECONDS },
      timeout: { seconds: 30 },
      initialDelay: { seconds: 1 },
      fn: () => this.#runner.tick(),
    });
    await scheduler.scheduleTask({
      id: 'matrix-network:kubernetes-clusters',
      scope: 'global',
      frequency: { milliseconds: this.#config.poll.intervalMs },
      timeout: { milliseconds: this.#config.poll.timeoutMs },
      initialDelay: { seconds: 1 },
      fn: signal => this.#survey.run(signal),
    });
    const { schedule } = this.#config.probes;
    if (schedule) {
      await scheduler.scheduleTask({
        ...schedule,
        id: 'matrix-network:probes',
        fn: () => this.#probeSchedule.run(),
      });
    }
  }

  async stop(): Promise<void> {
    await Promise.all([this.#dispatcher.stop(), this.#runner.stop()]);
  }
}
