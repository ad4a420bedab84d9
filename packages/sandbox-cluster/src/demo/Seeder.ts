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
import { ClusterState } from '../controllers/ClusterState';
import { Kind, NAMESPACE } from '../controllers/kinds';
import { furnishNamespace } from '../controllers/namespaceFurnisher';
import { ObjectStore } from '../store/ObjectStore';

const DAY_MS = 24 * 3_600_000;
const LAST_APPLIED = 'kubectl.kubernetes.io/last-applied-configuration';

/** Time that can be set back while history is written. */
export class HistoryClock {
  #offsetMs = 0;

  now(): Date {
    return new Date(Date.now() - this.#offsetMs);
  }

  /** Runs `write` as if it were that many days ago. */
  at(daysAgo: number, write: () => void): void {
    this.#offsetMs = daysAgo * DAY_MS;
    try {
      write();
    } finally {
      this.#offsetMs = 0;
    }
  }
}

/** Writes what people did to a demo cluster before it is shown. */
export class Seeder {
  readonly state: ClusterState;

  constructor(
    private readonly store: ObjectStore,
    private readonly clock: HistoryClock,
  ) {
    this.state = new ClusterState(store);
  }

  /** The real time. */
  now(): Date {
    return new Date();
  }

  /**
   * Waits until kinds of CustomResourceDefinitions are served.
   * @throws Error that names the kind when it takes longer than 5 s
   */
  async served(kinds: readonly Kind<KubernetesObject>[]): Promise<void> {
    const deadline = Date.now() + 5_000;
    for (const kind of kinds) {
      while (!this.state.serves(kind)) {
        if (Date.now() > deadline) {
          throw new Error(`The kind ${kind.kind} is not served after 5 s`);
        }
        await delay(10);
      }
    }
  }

  /** Stops following the store. */
  close(): void {
    this.state.close();
  }

  /** Installed by whatever installed the cluster. */
  install(daysAgo: number, objects: readonly KubernetesObject[]): void {
    this.clock.at(daysAgo, () => this.#create(objects, 'kubeadm'));
  }

  /** As `kubectl apply -f` leaves it, with its annotation. */
  kubectlApply(daysAgo: number, objects: readonly KubernetesObject[]): void {
    this.clock.at(daysAgo, () =>
      this.#create(objects.map(withLastApplied), 'kubectl-client-side-apply'),
    );
  }

  /** As `kubectl edit` leaves it. */
  kubectlEdit<T extends KubernetesObject>(
    daysAgo: number,
    kind: Kind<T>,
    key: { namespace?: string; name: string },
    edit: (object: T) => T,
  ): void {
    const object = this.state.get(kind, key.namespace, key.name);
    if (!object) {
      throw new Error(`${kind.kind} ${key.name} is not there to be edited`);
    }
    this.clock.at(daysAgo, () =>
      this.store.update(edit(object), { manager: 'kubectl-edit' }),
    );
  }

  /** What a controller wrote into status at the time. */
  status<T extends KubernetesObject>(
    daysAgo: number,
    kind: Kind<T>,
    key: { namespace?: string; name: string },
    status: T['status'],
    manager: string,
  ): void {
    const object = this.state.get(kind, key.namespace, key.name);
    if (object) {
      this.clock.at(daysAgo, () =>
        this.state.setStatus(kind, object, status, manager),
      );
    }
  }

  /** What the namespaces have had since they were made, so that pods may start at once. */
  furnishNamespaces(rootCa: string): void {
    for (const { metadata } of this.state.list(NAMESPACE)) {
      const made = Date.parse(metadata.creationTimestamp ?? '');
      this.clock.at((Date.now() - made) / DAY_MS, () =>
        furnishNamespace(this.state, metadata.name, rootCa),
      );
    }
  }

  #create(objects: readonly KubernetesObject[], manager: string): void {
    for (const object of objects) {
      this.store.create(withoutNulls(object), { manager });
    }
  }
}

function withLastApplied(object: KubernetesObject): KubernetesObject {
  const { metadata } = object;
  // kubectl does the same; CustomResourceDefinitions can be too large for it.
  return object.kind === 'CustomResourceDefinition'
    ? object
    : {
        ...object,
        metadata: {
          ...metadata,
          annotations: {
            ...metadata.annotations,
            [LAST_APPLIED]: `${JSON.stringify(object)}\n`,
          },
        },
      };
}

/** `data: null`, as ingress-nginx 1.15 has it, means that there is none. */
function withoutNulls(object: KubernetesObject): KubernetesObject {
  return {
    ...Object.fromEntries(
      Object.entries(object).filter(([, value]) => value !== null),
    ),
    apiVersion: object.apiVersion,
    kind: object.kind,
    metadata: object.metadata,
  };
}
