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

import express, { RequestHandler } from 'express';
import { certManagerAdmission } from '../certmanager/admission';
import {
  acmeSolver,
  createCertManager,
} from '../certmanager/createCertManager';
import { createAdmissionHook } from '../controllers/admissionWebhooks';
import { ControllerManager } from '../controllers/ControllerManager';
import { createWorkloadControllers } from '../controllers/createWorkloadControllers';
import { ingressAdmission } from '../controllers/ingressAdmission';
import { DemoCluster } from '../demo/DemoCluster';
import { mediaSync } from '../demo/matrixDeployment';
import { NetworkPluginName } from '../demo/networkPlugins';
import { HistoryClock, Seeder } from '../demo/Seeder';
import { createFaultsRouter } from '../faults/faultsRouter';
import { Faults } from '../faults/faultsSchema';
import { SwitchableFaults } from '../faults/SwitchableFaults';
import { ContainerLogs } from '../kubelet';
import { createMirrorRouter } from '../mirror/mirrorRouter';
import { NetworkConditions, publicInternet, ReachableRule } from '../network';
import { SandboxCluster, startSandboxCluster } from '../SandboxCluster';
import {
  createObjectStore,
  MemoryObjectStore,
} from '../store/MemoryObjectStore';

/** A version that both releases of ingress-nginx's last line are tested with. */
const KUBERNETES_VERSION = 'v1.34.2';

export interface DemoClusterOptions {
  token: string;
  /** 0 takes a free port. */
  port: number;
  /** How long a visible step takes, in ms. Default 400. */
  delayMs?: number;
  faults?: Faults;
  /** Default `calico`, which enforces NetworkPolicies. */
  networkPlugin?: NetworkPluginName;
  /** Addresses outside of the cluster that answer. Default: the public internet's web servers. */
  reachable?: readonly ReachableRule[];
  /** Told of what a controller could not do; it tries again. */
  onError?(message: string): void;
}

/**
 * Starts one demo cluster: its API on loopback with mirror and fault switch, its
 * history, and its controllers.
 * @throws Error with code EADDRINUSE when the port is taken
 */
export async function startDemoCluster(
  demo: DemoCluster,
  options: DemoClusterOptions,
): Promise<SandboxCluster> {
  const clock = new HistoryClock();
  const faults = new SwitchableFaults(options.faults);
  const logs = new ContainerLogs();
  const network = (): NetworkConditions => ({
    networkPolicies: faults.current.networkPolicies,
    dropped: faults.current.dropped,
    reachable: options.reachable ?? publicInternet,
  });
  const store: MemoryObjectStore = createObjectStore({
    now: () => clock.now(),
    admission: createAdmissionHook(
      () => store,
      [certManagerAdmission, ingressAdmission],
    ),
  });
  const cluster = await startSandboxCluster({
    token: options.token,
    port: options.port,
    store,
    faults,
    version: KUBERNETES_VERSION,
    logs: ({ container, ...pod }) => container && logs.read(pod, container),
    handler: api =>
      express()
        .disable('x-powered-by')
        .use('/mirror', createMirrorRouter())
        .use('/sandbox/faults', createFaultsRouter(faults, options.token))
        .use(api as RequestHandler),
  });
  const manager = new ControllerManager({
    store,
    delayMs: options.delayMs,
    controllers: [
      ...createWorkloadControllers({
        programs: [mediaSync, acmeSolver],
        unpullableImages: () => faults.current.unpullableImages,
        logs,
        network,
        rootCa: cluster.certificate,
      }),
      ...createCertManager(demo.certManager(new Date()), network),
    ],
    onError: (controller, key, error) =>
      options.onError?.(
        `${demo.name}: ${controller} ${key.namespace ?? ''}/${key.name}: ${
          error.message
        }`,
      ),
  });
  const seeder = new Seeder(store, clock);
  try {
    await demo.seed(seeder, {
      networkPlugin: options.networkPlugin ?? 'calico',
    });
    seeder.furnishNamespaces(cluster.certificate);
  } catch (error) {
    await cluster.close();
    throw error;
  } finally {
    seeder.close();
  }
  manager.start();
  return {
    ...cluster,
    async close() {
      await manager.stop();
      await cluster.close();
    },
  };
}
