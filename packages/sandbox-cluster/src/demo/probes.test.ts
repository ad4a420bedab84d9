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

import { ELEMENT, probedDemo, SYNAPSE } from '../__testUtils__/probedDemo';
import { conditionOf } from '../controllers/conditions';
import { ENDPOINT_SLICE, JOB, POD } from '../controllers/kinds';

describe('probe Jobs over HTTP', () => {
  const demo = probedDemo();
  const { start, addressOf, probe, finished, results } = demo;

  afterEach(demo.close);

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
    await demo.client.faults({ networkPolicies: 'ignored' });
    expect(await stranger()).toEqual(['0']);
    // Something drops more than the policies say.
    await demo.client.faults({
      dropped: [{ to: '10.244.0.0/16', port: 8000 }],
    });
    expect(await synapse()).toEqual(['TIMEOUT']);
    await demo.client.send('DELETE', '/sandbox/faults');
    expect(await synapse()).toEqual(['0']);
  }, 90_000);

  it('go through all that a real probe goes through', async () => {
    await start();
    const slices = () =>
      demo.state
        .list(ENDPOINT_SLICE, {
          namespace: 'matrix',
          labelSelector: 'kubernetes.io/service-name=element-web',
        })
        .flatMap(({ endpoints }) => endpoints ?? []);
    const seen: { phase?: string; ready: boolean; reason?: string }[] = [];
    const endpointStates = new Set<string>();
    const stop = demo.cluster.store.subscribe(({ object, type }) => {
      const pod = object.metadata.labels?.['batch.kubernetes.io/job-name'];
      if (pod === undefined || object.kind !== 'Pod' || type === 'DELETED') {
        return;
      }
      const { status } =
        demo.state.get(POD, 'matrix', object.metadata.name) ?? {};
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

    const [pod, ...others] = await demo.client.pods(name);
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

    const log = await demo.client.send(
      'GET',
      `/api/v1/namespaces/matrix/pods/${pod.metadata.name}/log?container=try-0`,
    );
    expect(log.body).toBe('TIMEOUT\n');
    const settle = await demo.client.send(
      'GET',
      `/api/v1/namespaces/matrix/pods/${pod.metadata.name}/log?container=settle`,
    );
    expect(settle.body).toMatch(/^0 GET /);

    const removed = await demo.client.send(
      'DELETE',
      `/apis/batch/v1/namespaces/matrix/jobs/${name}`,
      { propagationPolicy: 'Background' },
    );
    expect(removed.status).toBe(200);
    expect(await demo.client.pods(name)).toEqual([]);
  }, 90_000);

  it('tell blocked DNS from a blocked flow', async () => {
    await start();
    demo.cluster.store.delete(
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
    const [pod] = await demo.client.pods(name);
    const [dns, direct] = pod.status?.containerStatuses ?? [];
    expect(dns.state.terminated?.message).toMatch(
      /^DNS: lookup key-vault\.matrix\.svc\.cluster\.local\. on 10\.96\.0\.10:53: read udp \S+->10\.96\.0\.10:53: i\/o timeout\n$/,
    );
    expect(direct.state.terminated?.exitCode).toBe(0);
  }, 90_000);

  it('of twenty containers cost little', async () => {
    await start();
    const targets = Array.from({ length: 20 }, (_, index) =>
      index % 2 === 0
        ? `${addressOf('key-vault-')}:8000`
        : 'matrix-postgresql-rw.matrix.svc.cluster.local:5432',
    );
    await results({ labels: SYNAPSE, targets });
    const name = demo.nextName();
    const ended = new Promise<void>(resolve => {
      const stop = demo.cluster.store.subscribe(({ object }) => {
        if (object.kind === 'Job' && object.metadata.name === name) {
          const { status } = demo.state.get(JOB, 'matrix', name) ?? {};
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
