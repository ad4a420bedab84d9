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
  KubernetesObject,
  parseStackSpec,
  renderPolicies,
} from '@matrix-network/backstage-plugin-matrix-network-common';
import { setTimeout as delay } from 'node:timers/promises';
import { probeJob, ProbeJobInput } from '../__testUtils__/probeJob';
import { ClusterState } from '../controllers/ClusterState';
import { conditionOf } from '../controllers/conditions';
import {
  ENDPOINT_SLICE,
  Event,
  Job,
  JOB,
  NAMESPACE,
  Pod,
  POD,
} from '../controllers/kinds';
import { isReady } from '../controllers/workloadPods';
import { FaultsInput } from '../faults/faultsSchema';
import {
  DemoClusterOptions,
  startDemoCluster,
} from '../process/startDemoCluster';
import { SandboxCluster } from '../SandboxCluster';
import { demoFacts } from './network';
import { sandbox } from './sandbox';

const TOKEN = 'test';
const WAIT_MS = 45_000;

const spec = parseStackSpec({
  name: 'chat-eu',
  kubernetesCluster: 'sandbox',
  domain: 'chat.example.org',
  targetCcu: 1000,
  workloads: { haproxy: true, sygnal: true },
});

const SYNAPSE = {
  'app.kubernetes.io/name': 'synapse',
  'matrix.instance': 'main',
};
const ELEMENT = {
  'app.kubernetes.io/name': 'element-web',
  'app.kubernetes.io/component': 'webclient',
  'app.kubernetes.io/instance': 'main',
  'matrix.instance': 'main',
};

interface List<T> {
  items: T[];
}

/** What a person or the product does with a cluster: HTTP, and nothing else. */
class Client {
  constructor(private readonly cluster: SandboxCluster) {}

  async send(method: string, path: string, body?: unknown) {
    const response = await fetch(`${this.cluster.url}${path}`, {
      method,
      headers: {
        Authorization: `Bearer ${TOKEN}`,
        'Content-Type': 'application/json',
      },
      body: body === undefined ? undefined : JSON.stringify(body),
    });
    const text = await response.text();
    return {
      status: response.status,
      body: text.startsWith('{') ? JSON.parse(text) : text,
    };
  }

  create(job: KubernetesObject) {
    return this.send('POST', '/apis/batch/v1/namespaces/matrix/jobs', job);
  }

  async job(name: string): Promise<Job | undefined> {
    const { status, body } = await this.send(
      'GET',
      `/apis/batch/v1/namespaces/matrix/jobs/${name}`,
    );
    return status === 200 ? body : undefined;
  }

  async pods(name: string): Promise<Pod[]> {
    const { body } = await this.send(
      'GET',
      `/api/v1/namespaces/matrix/pods?labelSelector=batch.kubernetes.io%2Fjob-name%3D${name}`,
    );
    const { items }: List<Pod> = body;
    return items;
  }

  async events(name: string): Promise<Event[]> {
    const { body } = await this.send(
      'GET',
      `/api/v1/namespaces/matrix/events?fieldSelector=involvedObject.name%3D${name}`,
    );
    const { items }: List<Event> = body;
    return items;
  }

  faults(faults: FaultsInput) {
    return this.send('PUT', '/sandbox/faults', faults);
  }
}

async function eventually<T>(
  what: string,
  read: () => Promise<T | undefined | false>,
): Promise<T> {
  const deadline = Date.now() + WAIT_MS;
  for (;;) {
    const value = await read();
    if (value) {
      return value;
    }
    if (Date.now() > deadline) {
      throw new Error(`Not within ${WAIT_MS} ms: ${what}`);
    }
    await delay(10);
  }
}

describe('probe Jobs over HTTP', () => {
  let cluster: SandboxCluster;
  let state: ClusterState;
  let client: Client;
  let count = 0;

  async function start(options: Partial<DemoClusterOptions> = {}) {
    cluster = await startDemoCluster(sandbox, {
      token: TOKEN,
      port: 0,
      delayMs: 10,
      ...options,
    });
    state = new ClusterState(cluster.store);
    client = new Client(cluster);
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

  afterEach(async () => {
    state.close();
    await cluster.close();
  });

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

  const flows = () => [
    `${addressOf('key-vault-')}:8000`,
    'key-vault.matrix.svc:8000',
    `${addressOf('matrix-postgresql-1')}:5432`,
    `${addressOf('matrix-postgresql-li-1')}:5432`,
    `${addressOf('synapse-main-0')}:9999`,
    'nobody.matrix.svc:80',
    '10.96.0.10:53/udp',
    '10.96.0.10:53',
    '198.51.100.7:443',
    '198.51.100.7:25',
    '169.254.169.254:80',
  ];
  const SYNAPSE_RESULTS = [
    '0',
    '0',
    '0',
    'TIMEOUT',
    'TIMEOUT',
    'DNS',
    '0',
    '0',
    '0',
    'TIMEOUT',
    'TIMEOUT',
  ];

  it('are answered as by a cluster that enforces policies', async () => {
    await start();
    expect(await results({ labels: SYNAPSE, targets: flows() })).toEqual(
      SYNAPSE_RESULTS,
    );
    // The same flows from a pod that nobody knows.
    expect(await results({ labels: { a: 'b' }, targets: flows() })).toEqual([
      'TIMEOUT',
      'TIMEOUT',
      'TIMEOUT',
      'TIMEOUT',
      'TIMEOUT',
      'DNS',
      '0',
      '0',
      'TIMEOUT',
      'TIMEOUT',
      'TIMEOUT',
    ]);
  }, 90_000);

  it('all get through with Flannel, where nothing is enforced', async () => {
    await start({ networkPlugin: 'flannel' });
    expect(await results({ labels: { a: 'b' }, targets: flows() })).toEqual([
      '0',
      '0',
      '0',
      '0',
      'REFUSED',
      'DNS',
      '0',
      '0',
      '0',
      'TIMEOUT',
      '0',
    ]);
    expect(
      await results({
        labels: { a: 'b' },
        targets: ['10.244.1.240:80', '[2001:db8::1]:80'],
      }),
    ).toEqual(['OTHER', 'OTHER']);
  }, 90_000);

  it('follow faults that are switched while the cluster runs', async () => {
    await start();
    const targets = [`${addressOf('key-vault-')}:8000`];
    const stranger = () => results({ labels: { a: 'b' }, targets });
    const synapse = () => results({ labels: SYNAPSE, targets });
    expect(await stranger()).toEqual(['TIMEOUT']);
    // Calico is there, and does nothing.
    await client.faults({ networkPolicies: 'ignored' });
    expect(await stranger()).toEqual(['0']);
    // Something drops more than the policies say.
    await client.faults({
      dropped: [{ to: '10.244.0.0/16', port: 8000 }],
    });
    expect(await synapse()).toEqual(['TIMEOUT']);
    await client.send('DELETE', '/sandbox/faults');
    expect(await synapse()).toEqual(['0']);
  }, 90_000);

  it('go through all that a real probe goes through', async () => {
    await start();
    const slices = () =>
      state
        .list(ENDPOINT_SLICE, {
          namespace: 'matrix',
          labelSelector: 'kubernetes.io/service-name=element-web',
        })
        .flatMap(({ endpoints }) => endpoints ?? []);
    const seen: { phase?: string; ready: boolean; reason?: string }[] = [];
    const endpointStates = new Set<string>();
    const stop = cluster.store.subscribe(({ object, type }) => {
      const pod = object.metadata.labels?.['batch.kubernetes.io/job-name'];
      if (pod === undefined || object.kind !== 'Pod' || type === 'DELETED') {
        return;
      }
      const { status } = state.get(POD, 'matrix', object.metadata.name) ?? {};
      seen.push({
        phase: status?.phase,
        ready: conditionOf(status?.conditions, 'Ready')?.status === 'True',
        reason: conditionOf(status?.conditions, 'Ready')?.reason,
      });
      slices()
        .filter(({ targetRef }) => targetRef?.name === object.metadata.name)
        .forEach(({ conditions }) =>
          endpointStates.add(`ready: ${conditions.ready}`),
        );
    });
    const name = await probe({
      labels: ELEMENT,
      targets: [
        `${addressOf('matrix-postgresql-1')}:5432`,
        '10.96.0.10:53',
        'redis.matrix.svc:6379',
      ],
    });
    const job = await finished(name);
    stop();
    expect(conditionOf(job.status?.conditions, 'Failed')).toMatchObject({
      reason: 'BackoffLimitExceeded',
    });

    const [pod, ...others] = await client.pods(name);
    expect(others).toEqual([]);
    expect(pod.metadata).toMatchObject({
      labels: { ...ELEMENT, 'job-name': name },
      ownerReferences: [
        { kind: 'Job', name, controller: true, uid: job.metadata.uid },
      ],
    });
    expect(pod.status?.phase).toBe('Failed');
    expect(
      pod.status?.initContainerStatuses?.[0].state.terminated,
    ).toMatchObject({ exitCode: 0, reason: 'Completed' });
    expect(
      pod.status?.containerStatuses?.map(({ state: { terminated } }) => [
        terminated?.exitCode,
        terminated?.message,
      ]),
    ).toEqual([
      [1, 'TIMEOUT\n'],
      [0, undefined],
      [1, 'TIMEOUT\n'],
    ]);
    // It carried the labels of Element Web, and was never offered as one.
    expect(seen.some(({ reason }) => reason === 'ReadinessGatesNotReady')).toBe(
      true,
    );
    expect(seen.every(({ ready }) => !ready)).toBe(true);
    expect([...endpointStates]).toEqual(['ready: false']);

    const log = await client.send(
      'GET',
      `/api/v1/namespaces/matrix/pods/${pod.metadata.name}/log?container=try-0`,
    );
    expect(log.body).toBe('TIMEOUT\n');
    const settle = await client.send(
      'GET',
      `/api/v1/namespaces/matrix/pods/${pod.metadata.name}/log?container=settle`,
    );
    expect(settle.body).toMatch(/^0 GET /);

    const removed = await client.send(
      'DELETE',
      `/apis/batch/v1/namespaces/matrix/jobs/${name}`,
      { propagationPolicy: 'Background' },
    );
    expect(removed.status).toBe(200);
    expect(await client.pods(name)).toEqual([]);
  }, 90_000);

  it('tell blocked DNS from a blocked flow', async () => {
    await start();
    cluster.store.delete(
      { group: 'networking.k8s.io', kind: 'NetworkPolicy' },
      'matrix',
      'allow-dns',
    );
    const name = await probe({
      labels: SYNAPSE,
      targets: [
        'key-vault.matrix.svc.cluster.local.:8000',
        `${addressOf('key-vault-')}:8000`,
      ],
    });
    await finished(name);
    const [pod] = await client.pods(name);
    const [dns, direct] = pod.status?.containerStatuses ?? [];
    expect(dns.state.terminated?.message).toMatch(
      /^DNS: lookup key-vault\.matrix\.svc\.cluster\.local\. on 10\.96\.0\.10:53: read udp \S+->10\.96\.0\.10:53: i\/o timeout\n$/,
    );
    expect(direct.state.terminated?.exitCode).toBe(0);
  }, 90_000);

  it('that can not run say why: quota, admission, image, deadline', async () => {
    await start();
    const target = [`${addressOf('key-vault-')}:8000`];
    const failedCreate = (name: string) =>
      eventually(`an Event of ${name}`, async () =>
        (await client.events(name)).find(
          ({ reason }) => reason === 'FailedCreate',
        ),
      );

    cluster.store.create(
      {
        apiVersion: 'v1',
        kind: 'ResourceQuota',
        metadata: { name: 'team', namespace: 'matrix' },
        spec: { hard: { 'limits.memory': '16Mi' } },
      },
      { manager: 'test' },
    );
    const overQuota = await probe({
      labels: SYNAPSE,
      targets: target,
      activeDeadlineSeconds: 1,
    });
    expect((await failedCreate(overQuota)).message).toMatch(
      /^Error creating: pods "probe-\d+-\w{5}" is forbidden: exceeded quota: team, requested: limits\.memory=32Mi, used: limits\.memory=0, limited: limits\.memory=16Mi$/,
    );
    const ended = await finished(overQuota);
    expect(conditionOf(ended.status?.conditions, 'Failed')?.reason).toBe(
      'DeadlineExceeded',
    );
    cluster.store.delete(
      { group: '', kind: 'ResourceQuota' },
      'matrix',
      'team',
    );

    const refused = await client.create({
      ...probeJob({ name: 'insecure', labels: SYNAPSE, targets: target }),
    });
    expect(refused.status).toBe(201);
    await finished('insecure');
    const matrix = state.get(NAMESPACE, undefined, 'matrix');
    if (matrix) {
      cluster.store.update(
        {
          ...matrix,
          metadata: {
            ...matrix.metadata,
            labels: {
              ...matrix.metadata.labels,
              'pod-security.kubernetes.io/enforce': 'restricted',
            },
          },
        },
        { manager: 'test' },
      );
    }
    // The probe meets the strictest level; a pod that says nothing does not.
    expect(await results({ labels: SYNAPSE, targets: target })).toEqual(['0']);
    const plain = probeJob({ name: 'plain', labels: SYNAPSE, targets: target });
    await client.create({
      ...plain,
      spec: {
        backoffLimit: 0,
        template: {
          spec: {
            restartPolicy: 'Never',
            containers: [{ name: 'main', image: 'example.org/a:1' }],
          },
        },
      },
    });
    expect((await failedCreate('plain')).message).toMatch(
      /^Error creating: pods "plain-\w{5}" is forbidden: violates PodSecurity "restricted:latest": allowPrivilegeEscalation != false \(container "main" must set securityContext\.allowPrivilegeEscalation=false\), /,
    );

    await client.faults({ unpullableImages: ['registry.k8s.io/'] });
    const unpulled = await probe({
      labels: SYNAPSE,
      targets: target,
      activeDeadlineSeconds: 1,
    });
    const waiting = await eventually('ImagePullBackOff', async () => {
      const [pod] = await client.pods(unpulled);
      const found = pod?.status?.initContainerStatuses?.[0].state.waiting;
      return found?.reason === 'ImagePullBackOff' && found;
    });
    expect(waiting.message).toContain('lookup registry.k8s.io: no such host');
    const late = await finished(unpulled);
    expect(conditionOf(late.status?.conditions, 'Failed')).toMatchObject({
      reason: 'DeadlineExceeded',
      message: 'Job was active longer than specified deadline',
    });
    expect(await client.pods(unpulled)).toEqual([]);
  }, 90_000);

  it('of twenty containers cost little', async () => {
    await start();
    const targets = Array.from({ length: 20 }, (_, index) =>
      index % 2 === 0
        ? `${addressOf('key-vault-')}:8000`
        : 'matrix-postgresql-rw.matrix.svc.cluster.local:5432',
    );
    await results({ labels: SYNAPSE, targets });
    const name = `probe-${count + 1}`;
    const ended = new Promise<void>(resolve => {
      const stop = cluster.store.subscribe(({ object }) => {
        if (object.kind === 'Job' && object.metadata.name === name) {
          const { status } = state.get(JOB, 'matrix', name) ?? {};
          if (conditionOf(status?.conditions, 'Failed')) {
            stop();
            resolve();
          }
        }
      });
    });
    const before = process.cpuUsage();
    await probe({ labels: { a: 'b' }, targets });
    await ended;
    const { user, system } = process.cpuUsage(before);
    // About 100 ms outside of the test runner, which takes as much again and more.
    expect((user + system) / 1_000).toBeLessThan(800);
  }, 90_000);
});
