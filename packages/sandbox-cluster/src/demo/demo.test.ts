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

import { setTimeout as delay } from 'node:timers/promises';
import {
  createClusterClient,
  readSnapshot,
} from '@matrix-network/backstage-plugin-matrix-network-node';
import {
  assess,
  KubernetesObject,
  workloadsOf,
  parseStackSpec,
} from '@matrix-network/backstage-plugin-matrix-network-common';
import { conditionOf, isTrue } from '../controllers/conditions';
import { ClusterState } from '../controllers/ClusterState';
import {
  CRD,
  Deployment,
  DEPLOYMENT,
  INGRESS,
  NETWORK_POLICY,
  Pod,
  POD,
  SERVICE,
} from '../controllers/kinds';
import { isReady } from '../controllers/workloadPods';
import { CERTIFICATE, CLUSTER_ISSUER, ORDER } from '../certmanager/kinds';
import { startDemoCluster } from '../process/startDemoCluster';
import { SandboxCluster } from '../SandboxCluster';
import { DemoCluster } from './DemoCluster';
import { driftedSpec } from './driftedSpec';
import { plantedFaults } from './plantedFaults';
import { sandbox } from './sandbox';
import { sandboxDrifted } from './sandboxDrifted';

/** It takes 2 s on a machine that has nothing else to do. */
const SETTLE_MS = 60_000;
const BOOT_MS = 60_000;

async function start(demo: DemoCluster) {
  const cluster = await startDemoCluster(demo, {
    token: 'test',
    port: 0,
    delayMs: 20,
  });
  return { cluster, state: new ClusterState(cluster.store) };
}

const isDone = (pod: Pod) => pod.status?.phase === 'Succeeded' || isReady(pod);

async function until(what: string, check: () => unknown): Promise<void> {
  const deadline = Date.now() + SETTLE_MS;
  while (!check()) {
    if (Date.now() > deadline) {
      throw new Error(`Not within ${SETTLE_MS} ms: ${what}`);
    }
    await delay(20);
  }
}

describe('the cluster sandbox', () => {
  let cluster: SandboxCluster;
  let state: ClusterState;

  beforeAll(async () => {
    ({ cluster, state } = await start(sandbox));
    await until('every pod to be ready', () => {
      const pods = state.list(POD);
      return pods.length >= 63 && pods.every(isDone);
    });
  }, BOOT_MS);

  afterAll(() => cluster.close());

  it('runs every workload of the deployment, under the labels of the product', () => {
    const spec = parseStackSpec({
      name: 'chat-eu',
      kubernetesCluster: 'sandbox',
      domain: 'chat.example.org',
      targetCcu: 1000,
      workloads: { haproxy: true, sygnal: true },
    });
    const notThere = ['acme-solver', 'ingress-nginx', 'cert-manager'];
    const running = state.list(POD).filter(isReady);
    const missing = workloadsOf(spec)
      .filter(({ id }) => !notThere.includes(id))
      .filter(
        ({ podLabels, namespace }) =>
          !running.some(
            ({ metadata }) =>
              metadata.namespace === (namespace ?? 'matrix') &&
              Object.entries(podLabels).every(
                ([key, value]) => metadata.labels?.[key] === value,
              ),
          ),
      );
    expect(missing.map(({ id }) => id)).toEqual([]);
  });

  it('has no networking stack', () => {
    expect(state.list(NETWORK_POLICY)).toEqual([]);
    expect(
      state.list(CRD).filter(({ spec }) => spec.group === 'cert-manager.io'),
    ).toEqual([]);
    expect(
      state.get(DEPLOYMENT, 'ingress-nginx', 'ingress-nginx-controller'),
    ).toBeUndefined();
  });

  it('keeps the exposing labels off key_vault', () => {
    const [pod] = state.list(POD, {
      labelSelector: 'app.kubernetes.io/component=recovery-key-storage',
    });
    expect(pod.metadata.labels).not.toHaveProperty('app.kubernetes.io/expose');
    expect(pod.metadata.labels).not.toHaveProperty('prometheus.io/scrape');
  });

  it('routes every Ingress to a Service that is there', () => {
    for (const { spec } of state.list(INGRESS)) {
      const name = spec.rules?.[0].http?.paths[0].backend.service?.name ?? '';
      expect(state.get(SERVICE, 'matrix', name)).toBeDefined();
    }
  });
});

describe('a demo cluster with Flannel', () => {
  it('looks to the product like one that enforces no policies', async () => {
    const cluster = await startDemoCluster(sandbox, {
      token: 'test',
      port: 0,
      delayMs: 20,
      networkPlugin: 'flannel',
    });
    const client = createClusterClient({
      name: 'sandbox',
      url: cluster.url,
      token: 'test',
    });
    const snapshot = await readSnapshot(client, driftedSpec, {
      signal: AbortSignal.timeout(20_000),
      now: new Date(),
    });
    await cluster.close();
    expect(
      assess(snapshot, driftedSpec, { now: new Date() }).cni,
    ).toMatchObject({ name: 'Flannel', enforcesPolicies: 'no' });
  });
});

describe('the cluster sandbox-drifted', () => {
  let cluster: SandboxCluster;
  let state: ClusterState;

  const policy = (name: string) => state.get(NETWORK_POLICY, 'matrix', name);
  const text = (object: KubernetesObject | undefined) => JSON.stringify(object);
  const certificate = (name: string) =>
    state.get(CERTIFICATE, 'matrix', name)?.status;
  const controller = (): Deployment | undefined =>
    state.get(DEPLOYMENT, 'ingress-nginx', 'ingress-nginx-controller');

  beforeAll(async () => {
    ({ cluster, state } = await start(sandboxDrifted));
    await until('all pods but one to be ready', () => {
      const pods = state.list(POD);
      return pods.length >= 70 && pods.filter(pod => !isDone(pod)).length === 1;
    });
    await until(
      'the failing certificates to have failed',
      () =>
        certificate('livekit-tls')?.failedIssuanceAttempts === 1 &&
        certificate('element-web-tls')?.failedIssuanceAttempts === 5,
    );
  }, BOOT_MS);

  afterAll(() => cluster.close());

  it('shows policy-missing', () => {
    expect(policy('key-vault-isolation')).toBeUndefined();
    expect(policy('default-deny-all')).toBeDefined();
  });

  it('shows policy-edited', () => {
    expect(text(policy('redis-access'))).toContain(
      '"from":[{"podSelector":{}}]',
    );
    const managers = policy('redis-access')?.metadata.managedFields ?? [];
    const edit = managers.find(({ manager }) => manager === 'kubectl-edit');
    const age = Date.now() - Date.parse(edit?.time ?? '');
    expect(age / 86_400_000).toBeCloseTo(2, 1);
    expect(managers).toContainEqual(
      expect.objectContaining({ manager: 'kubectl-client-side-apply' }),
    );
  });

  it('shows foreign-policy-widens-contract', () => {
    expect(text(policy('debug-postgresql'))).not.toContain('"from"');
  });

  it('shows namespace-selector-label', () => {
    expect(text(policy('allow-dns'))).toContain('{"name":"kube-system"}');
  });

  it('shows policy-label-typo', () => {
    expect(text(policy('sync-system-access'))).toContain('sync-sytem');
  });

  it('shows ingress-replicas-under-target', () => {
    expect(controller()?.spec.replicas).toBe(2);
    expect(controller()?.status?.readyReplicas).toBe(1);
    const pending = state
      .list(POD, { namespace: 'ingress-nginx' })
      .find(({ status }) => status?.phase === 'Pending');
    expect(
      conditionOf(pending?.status?.conditions, 'PodScheduled')?.message,
    ).toContain("didn't have free ports for the requested pod ports");
  });

  it('shows ingress-release-vulnerable', () => {
    expect(controller()?.spec.template.spec.containers[0].image).toContain(
      '/controller:v1.11.1@',
    );
  });

  it('shows certificate-expiring', () => {
    const status = certificate('element-web-tls');
    const left = Date.parse(status?.notAfter ?? '') - Date.now();
    expect(left / 86_400_000).toBeCloseTo(5, 1);
    expect(isTrue(status?.conditions, 'Ready')).toBe(true);
    expect(conditionOf(status?.conditions, 'Issuing')?.message).toContain(
      'likely firewall problem',
    );
  });

  it('shows certificate-not-issued', () => {
    const order = state
      .list(ORDER)
      .find(({ metadata }) => metadata.name.startsWith('livekit-tls'));
    expect(order?.status?.state).toBe('errored');
    expect(order?.status?.reason).toContain('429');
  });

  it('shows ingress-route-backend-missing', () => {
    expect(state.get(INGRESS, 'matrix', 'matrix-well-known')).toBeDefined();
    expect(state.get(SERVICE, 'matrix', 'matrix-well-known')).toBeUndefined();
  });

  it('shows issuer-email-refused', () => {
    const issuer = state.get(CLUSTER_ISSUER, undefined, 'letsencrypt-staging');
    expect(conditionOf(issuer?.status?.conditions, 'Ready')?.message).toContain(
      'Contact emails @example.com are forbidden',
    );
  });

  it('lets every planted fault be named by a finding', async () => {
    const client = createClusterClient({
      name: 'sandbox-drifted',
      url: cluster.url,
      token: 'test',
    });
    const now = new Date();
    const snapshot = await readSnapshot(client, driftedSpec, {
      signal: AbortSignal.timeout(20_000),
      now,
    });
    const named = assess(snapshot, driftedSpec, { now }).findings.map(
      ({ code, subject }) => `${code} ${subject.kind} ${subject.name}`,
    );
    expect(named).toEqual(
      expect.arrayContaining(
        plantedFaults.map(
          ({ finding, subject }) =>
            `${finding} ${subject.kind} ${subject.name}`,
        ),
      ),
    );
  });

  it('has sound certificates beside the failing ones', () => {
    expect(
      state
        .list(CERTIFICATE)
        .filter(({ status }) => isTrue(status?.conditions, 'Ready'))
        .map(({ metadata }) => metadata.name)
        .sort(),
    ).toEqual([
      'element-web-li-tls',
      'element-web-tls',
      'matrix-client-tls',
      'synapse-admin-li-tls',
      'synapse-li-tls',
      'test-certificate',
    ]);
  });
});
