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
  parseStackSpec,
  renderPolicies,
} from '@matrix-network/backstage-plugin-matrix-network-common';
import { ClusterState } from '../controllers/ClusterState';
import { POD } from '../controllers/kinds';
import { isReady } from '../controllers/workloadPods';
import { demoFacts } from '../demo/network';
import { sandbox } from '../demo/sandbox';
import {
  DemoClusterOptions,
  startDemoCluster,
} from '../process/startDemoCluster';
import { SandboxCluster } from '../SandboxCluster';
import { eventually } from './eventually';
import { ProbeClient } from './ProbeClient';
import { probeJob, ProbeJobInput } from './probeJob';

const TOKEN = 'test';

const spec = parseStackSpec({
  name: 'chat-eu',
  kubernetesCluster: 'sandbox',
  domain: 'chat.example.org',
  targetCcu: 1000,
  workloads: { haproxy: true, sygnal: true },
});

export const SYNAPSE = {
  'app.kubernetes.io/name': 'synapse',
  'matrix.instance': 'main',
};
export const ELEMENT = {
  'app.kubernetes.io/name': 'element-web',
  'app.kubernetes.io/component': 'webclient',
  'app.kubernetes.io/instance': 'main',
  'matrix.instance': 'main',
};

/** A demo cluster with all policies, started by each test, and probes in it over HTTP. */
export function probedDemo() {
  let cluster: SandboxCluster;
  let state: ClusterState;
  let client: ProbeClient;
  let count = 0;

  async function start(options: Partial<DemoClusterOptions> = {}) {
    cluster = await startDemoCluster(sandbox, {
      token: TOKEN,
      port: 0,
      delayMs: 10,
      ...options,
    });
    state = new ClusterState(cluster.store);
    client = new ProbeClient(cluster);
    await eventually('every pod to be ready', async () => {
      const pods = state.list(POD);
      return (
        pods.length >= 60 &&
        pods.every(pod => pod.status?.phase === 'Succeeded' || isReady(pod))
      );
    });
    for (const policy of renderPolicies(spec, demoFacts)) {
      cluster.store.create(policy, { manager: 'test' });
    }
  }

  async function close() {
    state.close();
    await cluster.close();
  }

  const addressOf = (prefix: string) =>
    state
      .list(POD)
      .find(
        ({ metadata }) =>
          metadata.name.startsWith(prefix) &&
          metadata.labels?.['job-name'] === undefined,
      )?.status?.podIP ?? '';

  async function probe(input: Omit<ProbeJobInput, 'name'>) {
    count += 1;
    const name = `probe-${count}`;
    const created = await client.create(probeJob({ name, ...input }));
    expect(created.status).toBe(201);
    return name;
  }

  const finished = (name: string) =>
    eventually(`the end of ${name}`, async () => {
      const job = await client.job(name);
      return (
        job?.status?.conditions?.some(
          ({ type, status }) =>
            (type === 'Complete' || type === 'Failed') && status === 'True',
        ) && job
      );
    });

  /** What each container came to: `0`, or the word on its stderr. */
  async function results(input: Omit<ProbeJobInput, 'name'>) {
    const name = await probe(input);
    await finished(name);
    const [pod] = await client.pods(name);
    return (pod.status?.containerStatuses ?? []).map(
      ({ state: { terminated } }) =>
        terminated?.exitCode === 0
          ? '0'
          : (terminated?.message ?? '').trim().split(/[: ]/)[0],
    );
  }

  return {
    start,
    close,
    addressOf,
    probe,
    finished,
    results,
    /** The name that the next probe gets. */
    nextName: () => `probe-${count + 1}`,
    get cluster() {
      return cluster;
    },
    get state() {
      return state;
    },
    get client() {
      return client;
    },
  };
}
