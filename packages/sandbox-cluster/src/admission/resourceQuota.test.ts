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

import { TestCluster } from '../__testUtils__/TestCluster';
import { job, workload } from '../demo/manifests';
import { EVENT, JOB, Pod, POD, RESOURCE_QUOTA } from '../controllers/kinds';

type Amounts = Record<string, string>;

describe('ResourceQuota', () => {
  let cluster: TestCluster;

  beforeEach(() => {
    cluster = new TestCluster();
  });

  afterEach(() => cluster.close());

  const quota = (hard: Amounts, spec: object = {}) =>
    cluster.apply({
      apiVersion: 'v1',
      kind: 'ResourceQuota',
      metadata: { name: 'team', namespace: 'matrix' },
      spec: { hard, ...spec },
    });
  const pod = (
    name: string,
    resources: { requests?: Amounts; limits?: Amounts }[] = [{}],
    spec: Partial<Pod['spec']> = {},
  ) =>
    cluster.apply({
      apiVersion: 'v1',
      kind: 'Pod',
      metadata: { name, namespace: 'matrix' },
      spec: {
        containers: resources.map((entry, index) => ({
          name: `c${index}`,
          image: 'example.org/a:1',
          resources: entry,
        })),
        ...spec,
      },
    });

  it('refuses one pod too many, in the words of the API server', () => {
    quota({ pods: '1' });
    pod('first');
    expect(() => pod('second')).toThrow(
      'pods "second" is forbidden: exceeded quota: team, requested: pods=1, used: pods=1, limited: pods=1',
    );
  });

  it('counts no pods that have ended', async () => {
    quota({ pods: '1' });
    pod('first', [{}], { restartPolicy: 'Never' });
    await cluster.eventually(
      'the end of the first',
      () =>
        cluster.state.get(POD, 'matrix', 'first')?.status?.phase ===
        'Succeeded',
    );
    expect(() => pod('second')).not.toThrow();
  });

  it('sums what containers request and are limited to', () => {
    quota({
      'requests.cpu': '500m',
      'requests.memory': '256Mi',
      'limits.cpu': '1',
      'limits.memory': '1Gi',
    });
    const amounts = {
      requests: { cpu: '100m', memory: '64Mi' },
      limits: { cpu: '200m', memory: '64Mi' },
    };
    pod('first', [amounts, amounts]);
    expect(() => pod('second', [amounts, amounts, amounts])).toThrow(
      'pods "second" is forbidden: exceeded quota: team, requested: requests.memory=192Mi, used: requests.memory=128Mi, limited: requests.memory=256Mi',
    );
    const large = { cpu: '400m', memory: '512Mi' };
    expect(() => pod('third', [{ requests: large, limits: large }])).toThrow(
      'exceeded quota: team, requested: requests.cpu=400m,requests.memory=512Mi, used: requests.cpu=200m,requests.memory=128Mi, limited: requests.cpu=500m,requests.memory=256Mi',
    );
  });

  it('takes the larger of what init containers and the others need', () => {
    quota({ 'requests.cpu': '500m' });
    const cpu = (amount: string) => ({ requests: { cpu: amount } });
    const waits = {
      name: 'wait',
      image: 'example.org/a:1',
      resources: cpu('600m'),
    };
    expect(() =>
      pod('first', [cpu('10m')], { initContainers: [waits] }),
    ).toThrow('requested: requests.cpu=600m');
  });

  it('demands amounts of every container once it counts them', () => {
    quota({ 'requests.cpu': '1', 'limits.memory': '1Gi' });
    expect(() => pod('first', [{}, { requests: { cpu: '1m' } }])).toThrow(
      'pods "first" is forbidden: failed quota: team: must specify limits.memory for: c0,c1; requests.cpu for: c0',
    );
  });

  it('counts objects of any kind', () => {
    quota({ 'count/jobs.batch': '1', 'count/configmaps': '0' });
    const once = (name: string) =>
      cluster.apply(
        job({
          namespace: 'matrix',
          name,
          image: 'example.org/a:1',
          labels: { app: name },
        }),
      );
    once('first');
    expect(() => once('second')).toThrow(
      'jobs.batch "second" is forbidden: exceeded quota: team, requested: count/jobs.batch=1, used: count/jobs.batch=1, limited: count/jobs.batch=1',
    );
    expect(() =>
      cluster.apply({
        apiVersion: 'v1',
        kind: 'ConfigMap',
        metadata: { name: 'c', namespace: 'matrix' },
      }),
    ).toThrow('exceeded quota: team, requested: count/configmaps=1');
    expect(() =>
      cluster.apply({
        apiVersion: 'v1',
        kind: 'ConfigMap',
        metadata: { name: 'c', namespace: 'default' },
      }),
    ).not.toThrow();
  });

  it('leaves pods alone that its scopes do not mean', () => {
    quota({ pods: '0' }, { scopes: ['Terminating'] });
    expect(() => pod('endless')).not.toThrow();
    expect(() => pod('limited', [{}], { activeDeadlineSeconds: 60 })).toThrow(
      'exceeded quota: team',
    );
  });

  it('shows what is used', async () => {
    quota({ pods: '3', 'requests.memory': '1Gi' });
    pod('first', [{ requests: { memory: '256Mi' } }]);
    const status = await cluster.eventually('the status', () => {
      const found = cluster.state.get(RESOURCE_QUOTA, 'matrix', 'team')?.status;
      return found?.used?.pods === '1' && found;
    });
    expect(status).toEqual({
      hard: { pods: '3', 'requests.memory': '1Gi' },
      used: { pods: '1', 'requests.memory': '256Mi' },
    });
  });

  it('is told by an Event of the Job whose pod it refuses, until there is room', async () => {
    quota({ pods: '0' });
    cluster.apply(
      job({
        namespace: 'matrix',
        name: 'once',
        image: 'example.org/a:1',
        labels: { app: 'once' },
      }),
    );
    const event = await cluster.eventually('a second try', () =>
      cluster.state
        .list(EVENT, { namespace: 'matrix' })
        .find(({ reason, count }) => reason === 'FailedCreate' && count === 2),
    );
    expect(event).toMatchObject({
      type: 'Warning',
      involvedObject: { kind: 'Job', name: 'once' },
      source: { component: 'job-controller' },
      message: expect.stringMatching(
        /^Error creating: pods "once-\w{5}" is forbidden: exceeded quota: team, requested: pods=1, used: pods=0, limited: pods=0$/,
      ),
    });
    cluster.state.remove(RESOURCE_QUOTA, 'matrix', 'team');
    await cluster.eventually(
      'the Job to complete',
      () => cluster.state.get(JOB, 'matrix', 'once')?.status?.succeeded,
    );
  });

  it('keeps a Deployment waiting in the same way', async () => {
    quota({ pods: '1' });
    cluster.apply(
      workload({
        kind: 'Deployment',
        namespace: 'matrix',
        name: 'web',
        image: 'example.org/a:1',
        labels: { app: 'web' },
        replicas: 2,
      }),
    );
    const event = await cluster.eventually('the Event', () =>
      cluster.state
        .list(EVENT, { namespace: 'matrix' })
        .find(({ reason }) => reason === 'FailedCreate'),
    );
    expect(event.involvedObject.kind).toBe('ReplicaSet');
    expect(cluster.state.list(POD, { namespace: 'matrix' })).toHaveLength(1);
  });
});
