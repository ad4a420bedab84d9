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

import { ClusterAccess } from '@matrix-network/backstage-plugin-matrix-network-node';
import {
  KubernetesClusterLook,
  KubernetesClusterStore,
} from '../database/KubernetesClusterStore';
import { StackEngine } from '../engine/StackEngine';
import { causeOf } from '../service/causeOf';
import { isUnknownCluster } from '../service/isUnknownCluster';
import { withDeadline } from './withDeadline';

const LOOK_TIMEOUT_MS = 10_000;
const CONCURRENCY = 8;

/**
 * Looks at every Kubernetes cluster that Backstage can reach: its version and
 * facts. The cluster picker and the validation of specs read the result, so
 * that no form waits for a cluster.
 */
export class ClusterSurvey {
  readonly #clusters: ClusterAccess;
  readonly #store: KubernetesClusterStore;
  readonly #engine: Pick<StackEngine, 'readFacts'>;
  readonly #timeoutMs: number;

  constructor(options: {
    clusters: ClusterAccess;
    store: KubernetesClusterStore;
    engine: Pick<StackEngine, 'readFacts'>;
    timeoutMs?: number;
  }) {
    this.#clusters = options.clusters;
    this.#store = options.store;
    this.#engine = options.engine;
    this.#timeoutMs = options.timeoutMs ?? LOOK_TIMEOUT_MS;
  }

  async run(signal: AbortSignal): Promise<void> {
    const names = (await this.#clusters.list()).map(cluster => cluster.name);
    await this.#store.retain([...names, ...(await this.#unanswered(names))]);
    const queue = [...names];
    const worker = async () => {
      for (let name = queue.shift(); name; name = queue.shift()) {
        if (signal.aborted) {
          return;
        }
        await this.#store.record(await this.#look(name, signal));
      }
    };
    await Promise.all(Array.from({ length: CONCURRENCY }, worker));
  }

  /** Clusters that were looked at, and are not listed while their source does not answer. */
  async #unanswered(listed: readonly string[]): Promise<string[]> {
    const looks = await this.#store.list();
    const missing = looks
      .map(({ name }) => name)
      .filter(name => !listed.includes(name));
    const unknown = await Promise.all(
      missing.map(name => isUnknownCluster(this.#clusters, name)),
    );
    return missing.filter((_, index) => !unknown[index]);
  }

  async #look(
    name: string,
    signal: AbortSignal,
  ): Promise<KubernetesClusterLook> {
    try {
      return await withDeadline(this.#timeoutMs, signal, async deadline => {
        const client = await this.#clusters.client(name);
        const { gitVersion } = await client.version({ signal: deadline });
        const found = { name, reachable: true, kubernetesVersion: gitVersion };
        try {
          const facts = await this.#engine.readFacts(client, deadline);
          return { ...found, facts };
        } catch (error) {
          deadline.throwIfAborted();
          // It has answered: what it does not tell keeps nobody from choosing it.
          return { ...found, message: causeOf(error) };
        }
      });
    } catch (error) {
      return { name, reachable: false, message: causeOf(error) };
    }
  }
}
