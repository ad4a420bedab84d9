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

import { ProgressEvent } from '@matrix-network/backstage-plugin-matrix-network-common';
import {
  ClusterAccess,
  ClusterClient,
} from '@matrix-network/backstage-plugin-matrix-network-node';
import { OperationStore } from '../database/OperationStore';

/**
 * A backend that dies at an event: from then on it sends nothing more to the
 * cluster and writes nothing more into the database, as a process that is killed.
 */
export class Mortal {
  #dead = false;
  readonly #diesAt: (event: ProgressEvent) => boolean;

  constructor(diesAt: (event: ProgressEvent) => boolean) {
    this.#diesAt = diesAt;
  }

  get dead(): boolean {
    return this.#dead;
  }

  /** The operations as this backend has them. */
  store(store: OperationStore): OperationStore {
    const alive = () => !this.#dead;
    return {
      enqueue: input => store.enqueue(input),
      claim: async options => (alive() ? store.claim(options) : []),
      heartbeat: async (...args) => alive() && store.heartbeat(...args),
      release: async (...args) => {
        if (alive()) {
          await store.release(...args);
        }
      },
      appendLines: async (id, owner, lines) => {
        const written = alive() && (await store.appendLines(id, owner, lines));
        return written;
      },
      finish: async (...args) => alive() && store.finish(...args),
      get: id => store.get(id),
      latestProbes: name => store.latestProbes(name),
      list: name => store.list(name),
      latest: name => store.latest(name),
      active: name => store.active(name),
      lines: (id, after) => store.lines(id, after),
      forget: name => store.forget(name),
    };
  }

  /** Looks at what happens, and dies when the time has come. */
  watch(progress: (event: ProgressEvent) => void) {
    return (event: ProgressEvent) => {
      progress(event);
      this.#dead ||= this.#diesAt(event);
    };
  }

  clusters(access: ClusterAccess): ClusterAccess {
    return {
      list: () => access.list(),
      client: async name => this.#client(await access.client(name)),
    };
  }

  #client(client: ClusterClient): ClusterClient {
    const guarded =
      <A extends unknown[], R>(call: (...args: A) => Promise<R>) =>
      async (...args: A): Promise<R> => {
        if (this.#dead) {
          throw new Error('This backend is dead');
        }
        return call(...args);
      };
    return {
      clusterName: client.clusterName,
      version: guarded(client.version.bind(client)),
      serves: guarded(client.serves.bind(client)),
      get: guarded(client.get.bind(client)),
      exists: guarded(client.exists.bind(client)),
      identify: guarded(client.identify.bind(client)),
      list: guarded(client.list.bind(client)),
      apply: guarded(client.apply.bind(client)),
      patch: guarded(client.patch.bind(client)),
      delete: guarded(client.delete.bind(client)),
      isAllowed: guarded(client.isAllowed.bind(client)),
    };
  }
}
