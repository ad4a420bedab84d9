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

import { JobServer, jobServers } from '../__testUtils__/jobServers';
import { eventually } from '../__testUtils__/eventually';
import { probeJob } from '../__testUtils__/probeJob';
import {
  isObject,
  JsonObject,
  objectAt,
  objectsAt,
  stringAt,
} from '../schema/json';

const JOBS = '/apis/batch/v1/namespaces/matrix/jobs';
const LABELS = { 'app.kubernetes.io/name': 'synapse' };

const asObject = (value: unknown): JsonObject => (isObject(value) ? value : {});

// One suite for both: what is expected here is what a real cluster does.
describe.each(jobServers)('probe Jobs on %s', (_, start) => {
  let server: JobServer;

  const createPod = (
    namespace: string,
    name: string,
    spec: object = {},
    container: object = {},
    query = '',
  ) =>
    server.send('POST', `/api/v1/namespaces/${namespace}/pods${query}`, {
      apiVersion: 'v1',
      kind: 'Pod',
      metadata: { name },
      spec: {
        containers: ['a', 'b'].map(one => ({
          name: one,
          image: 'example.org/a:1',
          ...container,
        })),
        ...spec,
      },
    });

  beforeAll(async () => {
    server = await start();
    for (const [name, labels] of [
      ['matrix', {}],
      ['restricted', { 'pod-security.kubernetes.io/enforce': 'restricted' }],
      ['baseline', { 'pod-security.kubernetes.io/enforce': 'baseline' }],
      ['limited', {}],
    ] as const) {
      await server.send('POST', '/api/v1/namespaces', {
        apiVersion: 'v1',
        kind: 'Namespace',
        metadata: { name, labels },
      });
    }
    // A real cluster makes the account that its pods run as.
    await eventually('pods to be taken', async () => {
      const { status } = await createPod('default', 'first');
      return status < 300 || status === 409;
    });
  }, 120_000);

  afterAll(() => server.stop());

  const list = async (path: string): Promise<JsonObject[]> =>
    objectsAt((await server.send('GET', path)).body, 'items');
  const podsOf = (job: string) =>
    list(
      `/api/v1/namespaces/matrix/pods?labelSelector=batch.kubernetes.io%2Fjob-name%3D${job}`,
    );
  const eventsOf = (namespace: string, name: string) =>
    list(
      `/api/v1/namespaces/${namespace}/events?fieldSelector=involvedObject.name%3D${name}`,
    );
  const create = async (name: string, spec: Record<string, number> = {}) => {
    const job = probeJob({
      name,
      labels: LABELS,
      targets: ['localhost:1'],
      ...spec,
    });
    expect((await server.send('POST', JOBS, job)).status).toBeLessThan(300);
  };
  const finished = (name: string, namespace = 'matrix') =>
    eventually(`the end of ${name}`, async () => {
      const { body } = await server.send(
        'GET',
        `/apis/batch/v1/namespaces/${namespace}/jobs/${name}`,
      );
      const conditions = objectsAt(body, 'status', 'conditions');
      return (
        conditions.some(
          ({ type }) => type === 'Complete' || type === 'Failed',
        ) && asObject(body)
      );
    });
  const quota = async (hard: Record<string, string>) => {
    await server.send('POST', '/api/v1/namespaces/limited/resourcequotas', {
      apiVersion: 'v1',
      kind: 'ResourceQuota',
      metadata: { name: 'team' },
      spec: { hard },
    });
    await eventually('the quota to be counted', async () => {
      const { body } = await server.send(
        'GET',
        '/api/v1/namespaces/limited/resourcequotas/team',
      );
      return Object.keys(objectAt(body, 'status', 'used')).length > 0;
    });
    // Who admits pods hears of it a moment later.
    await eventually('the quota to be heeded', async () => {
      const tried = await createPod('limited', 'tried', {}, {}, '?dryRun=All');
      return tried.status === 403;
    });
  };
  const withoutQuota = async () => {
    await server.send(
      'DELETE',
      '/api/v1/namespaces/limited/resourcequotas/team',
    );
    for (const { metadata } of await list('/api/v1/namespaces/limited/pods')) {
      await server.send(
        'DELETE',
        `/api/v1/namespaces/limited/pods/${stringAt(metadata, 'name')}`,
      );
    }
    await eventually(
      'the namespace to be empty',
      async () =>
        (await list('/api/v1/namespaces/limited/pods')).length === 0 &&
        (await list('/api/v1/namespaces/limited/resourcequotas')).length === 0,
    );
  };

  it('own one pod, with its labels', async () => {
    await create('owned');
    const job = await finished('owned');
    const uid = stringAt(job, 'metadata', 'uid');
    const [pod, ...others] = await podsOf('owned');
    expect(others).toEqual([]);
    expect(pod.metadata).toMatchObject({
      name: expect.stringMatching(/^owned-[a-z0-9]{5}$/),
      generateName: 'owned-',
      labels: {
        ...LABELS,
        'job-name': 'owned',
        'batch.kubernetes.io/job-name': 'owned',
        'controller-uid': uid,
        'batch.kubernetes.io/controller-uid': uid,
      },
      ownerReferences: [
        {
          apiVersion: 'batch/v1',
          kind: 'Job',
          name: 'owned',
          uid,
          controller: true,
          blockOwnerDeletion: true,
        },
      ],
    });
    expect(objectAt(job, 'spec', 'selector')).toEqual({
      matchLabels: { 'batch.kubernetes.io/controller-uid': uid },
    });
    const events = await eventually('both Events', async () => {
      const found = await eventsOf('matrix', 'owned');
      return found.length >= 2 && found;
    });
    expect(events).toContainEqual(
      expect.objectContaining({
        type: 'Normal',
        reason: 'SuccessfulCreate',
        message: `Created pod: ${stringAt(pod, 'metadata', 'name')}`,
        source: { component: 'job-controller' },
        reportingComponent: 'job-controller',
      }),
    );
  }, 60_000);

  it('vanish with their pods when their time is over', async () => {
    await create('passing', { ttlSecondsAfterFinished: 2 });
    await finished('passing');
    expect(await podsOf('passing')).toHaveLength(1);
    await eventually(
      'the Job and its pod to be gone',
      async () =>
        (await server.send('GET', `${JOBS}/passing`)).status === 404 &&
        (await podsOf('passing')).length === 0,
    );
  }, 60_000);

  it('take their pods along when they are deleted in the background', async () => {
    await create('removed');
    await finished('removed');
    const { status } = await server.send('DELETE', `${JOBS}/removed`, {
      kind: 'DeleteOptions',
      apiVersion: 'v1',
      propagationPolicy: 'Background',
    });
    expect(status).toBe(200);
    await eventually(
      'the pod to be gone',
      async () => (await podsOf('removed')).length === 0,
    );
  }, 60_000);

  it('that may have no pod say so in Events, and end by their deadline', async () => {
    await quota({ pods: '0' });
    const job = probeJob({
      name: 'late',
      labels: LABELS,
      targets: ['localhost:1'],
      activeDeadlineSeconds: 3,
    });
    await server.send('POST', '/apis/batch/v1/namespaces/limited/jobs', {
      ...job,
      metadata: { ...job.metadata, namespace: 'limited' },
    });
    const ended = await finished('late', 'limited');
    expect(
      objectsAt(ended, 'status', 'conditions').map(
        ({ type, status, reason, message }) => [type, status, reason, message],
      ),
    ).toEqual(
      ['FailureTarget', 'Failed'].map(type => [
        type,
        'True',
        'DeadlineExceeded',
        'Job was active longer than specified deadline',
      ]),
    );
    expect(objectAt(ended, 'status')).toMatchObject({
      ready: 0,
      terminating: 0,
      uncountedTerminatedPods: {},
    });
    const events = await eventually('all Events', async () => {
      const found = await eventsOf('limited', 'late');
      return found.some(({ reason }) => reason === 'DeadlineExceeded') && found;
    });
    expect(events).toContainEqual(
      expect.objectContaining({
        type: 'Warning',
        reason: 'FailedCreate',
        message: expect.stringMatching(
          /^Error creating: pods "late-[a-z0-9]{5}" is forbidden: exceeded quota: team, requested: pods=1, used: pods=0, limited: pods=0$/,
        ),
        source: { component: 'job-controller' },
      }),
    );
    await withoutQuota();
  }, 60_000);

  it.each<[string, Record<string, string>, object, string]>([
    [
      'amounts that are not stated',
      { 'requests.memory': '1Gi', 'limits.cpu': '1' },
      { requests: { cpu: '1m' } },
      'pods "y" is forbidden: failed quota: team: must specify limits.cpu for: a,b; requests.memory for: a,b',
    ],
    [
      'more than there is',
      { 'requests.memory': '100Mi', 'limits.memory': '1Gi' },
      { limits: { memory: '64Mi' } },
      'pods "y" is forbidden: exceeded quota: team, requested: requests.memory=128Mi, used: requests.memory=0, limited: requests.memory=100Mi',
    ],
    [
      'more of several things',
      { 'requests.cpu': '1', 'limits.memory': '100Mi', pods: '5' },
      { limits: { cpu: '600m', memory: '64Mi' } },
      'pods "y" is forbidden: exceeded quota: team, requested: limits.memory=128Mi,requests.cpu=1200m, used: limits.memory=0,requests.cpu=0, limited: limits.memory=100Mi,requests.cpu=1',
    ],
  ])(
    'a quota refuses %s',
    async (__, hard, resources, message) => {
      await quota(hard);
      const { status, body } = await createPod(
        'limited',
        'y',
        {},
        { resources },
      );
      expect([status, asObject(body).message]).toEqual([403, message]);
      await withoutQuota();
    },
    60_000,
  );

  it.each<[string, string, object, object, string]>([
    [
      'nothing',
      'restricted',
      {},
      {},
      'allowPrivilegeEscalation != false (containers "a", "b" must set securityContext.allowPrivilegeEscalation=false), unrestricted capabilities (containers "a", "b" must set securityContext.capabilities.drop=["ALL"]), runAsNonRoot != true (pod or containers "a", "b" must set securityContext.runAsNonRoot=true), seccompProfile (pod or containers "a", "b" must set securityContext.seccompProfile.type to "RuntimeDefault" or "Localhost")',
    ],
    [
      'all that is dangerous',
      'restricted',
      {
        hostNetwork: true,
        hostPID: true,
        securityContext: {
          runAsNonRoot: false,
          runAsUser: 0,
          seccompProfile: { type: 'Unconfined' },
        },
        volumes: [
          { name: 'etc', hostPath: { path: '/etc' } },
          { name: 'tmp', emptyDir: {} },
        ],
      },
      {
        securityContext: {
          privileged: true,
          runAsUser: 0,
          capabilities: { add: ['SYS_TIME', 'NET_ADMIN', 'CHOWN'] },
        },
      },
      'host namespaces (hostNetwork=true, hostPID=true), privileged (containers "a", "b" must not set securityContext.privileged=true), allowPrivilegeEscalation != false (containers "a", "b" must set securityContext.allowPrivilegeEscalation=false), unrestricted capabilities (containers "a", "b" must set securityContext.capabilities.drop=["ALL"]; containers "a", "b" must not include "CHOWN", "NET_ADMIN", "SYS_TIME" in securityContext.capabilities.add), restricted volume types (volume "etc" uses restricted volume type "hostPath"), runAsNonRoot != true (pod must not set securityContext.runAsNonRoot=false), runAsUser=0 (pod and containers "a", "b" must not set runAsUser=0), seccompProfile (pod must not set securityContext.seccompProfile.type to "Unconfined")',
    ],
    [
      'parts of it',
      'restricted',
      { securityContext: { seccompProfile: { type: 'RuntimeDefault' } } },
      {
        securityContext: {
          allowPrivilegeEscalation: false,
          runAsNonRoot: false,
          capabilities: { drop: ['ALL'], add: ['CHOWN'] },
        },
      },
      'unrestricted capabilities (containers "a", "b" must not include "CHOWN" in securityContext.capabilities.add), runAsNonRoot != true (containers "a", "b" must not set securityContext.runAsNonRoot=false)',
    ],
    [
      'dangerous things',
      'baseline',
      { hostIPC: true, volumes: [{ name: 'etc', hostPath: { path: '/etc' } }] },
      {
        securityContext: {
          privileged: true,
          seccompProfile: { type: 'Unconfined' },
          capabilities: { add: ['NET_ADMIN', 'CHOWN'] },
        },
      },
      'non-default capabilities (containers "a", "b" must not include "NET_ADMIN" in securityContext.capabilities.add), host namespaces (hostIPC=true), hostPath volumes (volume "etc"), privileged (containers "a", "b" must not set securityContext.privileged=true), seccompProfile (containers "a", "b" must not set securityContext.seccompProfile.type to "Unconfined")',
    ],
  ])(
    'Pod Security says what is wrong with a pod that says %s in %s',
    async (__, namespace, spec, container, violations) => {
      const { status, body } = await createPod(namespace, 'x', spec, container);
      expect(status).toBe(403);
      expect(asObject(body).message).toBe(
        `pods "x" is forbidden: violates PodSecurity "${namespace}:latest": ${violations}`,
      );
    },
    60_000,
  );
});
