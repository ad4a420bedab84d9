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
  compilePolicies,
  parseStackSpec,
  PolicyEngine,
  renderPolicies,
  StackSpec,
} from '@matrix-network/backstage-plugin-matrix-network-common';
import { setTimeout as delay } from 'node:timers/promises';
import { ClusterState } from '../controllers/ClusterState';
import {
  NAMESPACE,
  NETWORK_POLICY,
  NODE,
  Pod,
  POD,
} from '../controllers/kinds';
import { nodeAddress } from '../controllers/podAddresses';
import { isAlive } from '../controllers/podTemplate';
import { isReady } from '../controllers/workloadPods';
import { DataPlane } from '../network';
import { startDemoCluster } from '../process/startDemoCluster';
import { SandboxCluster } from '../SandboxCluster';
import { DemoCluster } from './DemoCluster';
import { demoFacts } from './network';
import { sandbox } from './sandbox';
import { sandboxDrifted } from './sandboxDrifted';

// A whole demo cluster comes up first; on a busy machine that takes its time.
jest.setTimeout(240_000);

const BOOT_MS = 60_000;

const spec: StackSpec = parseStackSpec({
  name: 'chat-eu',
  kubernetesCluster: 'sandbox',
  domain: 'chat.example.org',
  targetCcu: 1000,
  workloads: { haproxy: true, sygnal: true },
});

/** The product's evaluator over the same objects. */
function evaluatorOver(state: ClusterState): PolicyEngine {
  return compilePolicies({
    namespaces: state.list(NAMESPACE).map(({ metadata }) => ({
      name: metadata.name,
      labels: metadata.labels ?? {},
    })),
    pods: state.list(POD).map(pod => ({
      namespace: pod.metadata.namespace ?? '',
      name: pod.metadata.name,
      labels: pod.metadata.labels ?? {},
      ips: (pod.status?.podIPs ?? []).map(({ ip }) => ip),
      hostNetwork: pod.spec.hostNetwork ?? false,
      nodeName: pod.spec.nodeName,
      phase: pod.status?.phase,
      ports: pod.spec.containers
        .flatMap(({ ports }) => ports ?? [])
        .map(({ name, containerPort, protocol = 'TCP' }) => ({
          name,
          port: containerPort,
          protocol,
        })),
    })),
    policies: state.list(NETWORK_POLICY),
    nodes: state.list(NODE).map(node => ({
      name: node.metadata.name,
      labels: node.metadata.labels,
      addresses: [nodeAddress(node) ?? ''],
    })),
  });
}

const end = ({ metadata }: Pod) => ({
  namespace: metadata.namespace ?? '',
  name: metadata.name,
});

/** Every pod tries every declared port of every pod; differences are what is returned. */
function compare(state: ClusterState) {
  const evaluator = evaluatorOver(state);
  const network = new DataPlane(state);
  const pods = state
    .list(POD)
    .filter(pod => isAlive(pod) && pod.status?.podIP !== undefined);
  const counts = { allowed: 0, denied: 0, undefined: 0 };
  const differences: string[] = [];
  for (const from of pods) {
    for (const to of pods.filter(pod => pod !== from && isReady(pod))) {
      for (const {
        containerPort: port,
        protocol = 'TCP',
      } of to.spec.containers.flatMap(({ ports }) => ports ?? [])) {
        const { outcome } = evaluator.evaluate({
          from: end(from),
          to: end(to),
          port,
          protocol,
        });
        counts[outcome] += 1;
        const seen = network.connect(from, {
          address: to.status?.podIP ?? '',
          port,
          protocol,
        }).outcome;
        const expected = outcome === 'allowed' ? 'connected' : 'timeout';
        if (outcome !== 'undefined' && seen !== expected) {
          differences.push(
            `${from.metadata.name} → ${to.metadata.name}:${port}/${protocol}: evaluator ${outcome}, data plane ${seen}`,
          );
        }
      }
    }
  }
  return { counts, differences };
}

async function start(demo: DemoCluster, pods: number) {
  const cluster = await startDemoCluster(demo, {
    token: 'test',
    port: 0,
    delayMs: 20,
  });
  const state = new ClusterState(cluster.store);
  const deadline = Date.now() + 120_000;
  const settled = () =>
    state.list(POD).length >= pods &&
    state
      .list(POD)
      .filter(pod => !isReady(pod) && pod.status?.phase !== 'Succeeded')
      .length <= 1;
  while (!settled()) {
    if (Date.now() > deadline) {
      throw new Error('The pods are not ready after two minutes');
    }
    await delay(20);
  }
  return { cluster, state };
}

describe('the data plane and the evaluator agree on every pod-to-pod flow', () => {
  let cluster: SandboxCluster;

  afterEach(() => cluster.close());

  it(
    'of sandbox: without policies, and with those of the stack',
    async () => {
      const { cluster: started, state } = await start(sandbox, 63);
      cluster = started;
      const open = compare(state);
      expect(open.differences).toEqual([]);
      expect(open.counts.denied).toBe(0);
      for (const policy of renderPolicies(spec, demoFacts)) {
        cluster.store.create(policy, { manager: 'test' });
      }
      const closed = compare(state);
      expect(closed.differences).toEqual([]);
      expect(closed.counts.allowed).toBeGreaterThan(200);
      expect(closed.counts.denied).toBeGreaterThan(3_000);
    },
    BOOT_MS,
  );

  it(
    'of sandbox-drifted, with policies that are missing, edited and mistyped',
    async () => {
      const { cluster: started, state } = await start(sandboxDrifted, 70);
      cluster = started;
      const { counts, differences } = compare(state);
      expect(differences).toEqual([]);
      expect(counts.allowed).toBeGreaterThan(200);
      expect(counts.denied).toBeGreaterThan(3_000);
    },
    BOOT_MS,
  );
});
