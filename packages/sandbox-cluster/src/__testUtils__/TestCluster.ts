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

import { KubernetesObject } from '@matrix-network/backstage-plugin-matrix-network-common';
import { setTimeout as delay } from 'node:timers/promises';
import { certManagerAdmission } from '../certmanager/admission';
import {
  acmeSolver,
  CertManagerOptions,
  createCertManager,
} from '../certmanager/createCertManager';
import { createAdmissionHook } from '../controllers/admissionWebhooks';
import { ClusterState } from '../controllers/ClusterState';
import { ControllerManager } from '../controllers/ControllerManager';
import { createWorkloadControllers } from '../controllers/createWorkloadControllers';
import { ingressAdmission } from '../controllers/ingressAdmission';
import { Kind } from '../controllers/kinds';
import { furnishNamespace } from '../controllers/namespaceFurnisher';
import { namespace } from '../demo/manifests';
import { calicoNode } from '../demo/networkPlugins';
import { nodes } from '../demo/nodes';
import { ContainerLogs, ContainerProgram } from '../kubelet';
import { NetworkConditions, plainNetwork } from '../network';
import {
  createObjectStore,
  MemoryObjectStore,
} from '../store/MemoryObjectStore';

export interface TestClusterOptions {
  programs?: readonly ContainerProgram[];
  /** Default: Calico's agent is there. */
  networkPlugin?: 'calico' | 'none';
  network?: Partial<NetworkConditions>;
  unpullableImages?: () => readonly string[];
  certManager?: CertManagerOptions;
  /** Default 4 ms: a test needs no time to look on. */
  delayMs?: number;
}

/** A small cluster with all controllers, for tests: three nodes and the namespace `matrix`. */
export class TestCluster {
  readonly store: MemoryObjectStore;
  readonly state: ClusterState;
  readonly logs = new ContainerLogs();
  readonly #manager: ControllerManager;

  constructor({
    programs = [],
    networkPlugin = 'calico',
    network: conditions,
    unpullableImages,
    certManager,
    delayMs = 4,
  }: TestClusterOptions = {}) {
    this.store = createObjectStore({
      admission: createAdmissionHook(
        () => this.store,
        [certManagerAdmission, ingressAdmission],
      ),
    });
    this.state = new ClusterState(this.store);
    this.apply(
      ...['default', 'kube-system', 'matrix'].map(name => namespace(name)),
      ...nodes('test'),
      ...(networkPlugin === 'calico' // For no node at all: tests look at pods of their own.
        ? [namespace('calico-system'), calicoNode({ none: '' })]
        : []),
    );
    const network = () => ({ ...plainNetwork, ...conditions });
    this.#manager = new ControllerManager({
      store: this.store,
      delayMs,
      controllers: [
        ...createWorkloadControllers({
          programs: [...programs, acmeSolver],
          network,
          unpullableImages,
          logs: this.logs,
        }),
        ...createCertManager(certManager, network),
      ],
    });
    this.#manager.start();
  }

  /** Creates objects as a user would. */
  apply(...objects: KubernetesObject[]): void {
    for (const object of objects) {
      // `data: null` in a manifest means that there is none.
      const entries = Object.entries(object).filter(
        ([, value]) => value !== null,
      );
      this.store.create(
        {
          ...object,
          ...Object.fromEntries(entries),
          data: object.data ?? undefined,
        },
        { manager: 'kubectl' },
      );
      if (object.kind === 'Namespace') {
        // A real API server holds pods back until their account is there.
        furnishNamespace(this.state, object.metadata.name, '');
      }
    }
  }

  /** Changes an object as `kubectl edit` would. */
  edit<T extends KubernetesObject>(
    kind: Kind<T>,
    namespaceName: string | undefined,
    name: string,
    change: (object: T) => T,
  ): void {
    const object = this.state.get(kind, namespaceName, name);
    if (!object) {
      throw new Error(`${kind.kind} ${name} is not there`);
    }
    const { resourceVersion: _, ...metadata } = object.metadata;
    this.store.update(change({ ...object, metadata }), {
      manager: 'kubectl-edit',
    });
  }

  /**
   * Waits until `read` gives something.
   * @throws Error with what was waited for, after 20 s: other tests run beside
   */
  async eventually<T>(
    what: string,
    read: () => T | undefined | false | null,
  ): Promise<T> {
    const deadline = Date.now() + 20_000;
    for (;;) {
      const value = read();
      if (value !== undefined && value !== false && value !== null) {
        return value;
      }
      if (Date.now() > deadline) {
        throw new Error(`Not within 20 s: ${what}`);
      }
      await delay(5);
    }
  }

  async close(): Promise<void> {
    await this.#manager.stop();
    this.state.close();
    this.store.close();
  }
}
