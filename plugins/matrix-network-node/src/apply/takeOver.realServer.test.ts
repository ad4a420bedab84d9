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
import {
  kubernetesBinaries,
  startKubernetes,
} from '@matrix-network/test-kubernetes';
import { stopTestClusters, testCluster } from '../__testUtils__/sandbox';
import { quick, stackOf } from '../__testUtils__/stacks';
import { ClusterClient, createClusterClient } from '../cluster';
import { refOf } from '../cluster/refOf';
import { applyStack } from './applyStack';
import { describeObject } from './describeObject';
import { fieldChanges } from './fieldChanges';
import { planStack } from './planStack';

jest.setTimeout(120_000);

/** A server to try it on. */
interface Server {
  client: ClusterClient;
  stop(): Promise<void>;
}

async function startSandbox(): Promise<Server> {
  const { client } = await testCluster();
  return { client, stop: stopTestClusters };
}

async function startReal(): Promise<Server> {
  const server = await startKubernetes();
  const client = createClusterClient({
    name: 'real',
    url: server.url,
    token: server.adminToken,
    caData: Buffer.from(server.ca).toString('base64'),
  });
  return { client, stop: () => server.stop() };
}

const LAST_APPLIED = 'kubectl.kubernetes.io/last-applied-configuration';

/** Makes an object as `kubectl apply` (client-side) does. */
async function kubectlApply(
  client: ClusterClient,
  object: KubernetesObject,
): Promise<void> {
  const { metadata } = object;
  await client.apply(
    {
      ...object,
      metadata: {
        ...metadata,
        annotations: {
          ...metadata.annotations,
          [LAST_APPLIED]: JSON.stringify(object),
        },
      },
    },
    { fieldManager: 'kubectl-client-side-apply', creates: true },
  );
}

const metadata = (labels: Record<string, string> = {}) => ({
  name: 'a',
  namespace: 'default',
  labels: { 'app.kubernetes.io/managed-by': 'matrix-network', ...labels },
});

const container = (name: string, rest: object = {}) => ({
  name,
  image: `${name}:1`,
  ...rest,
});

const deployment = (
  labels: Record<string, string>,
  spec: object,
  containers: object[],
): KubernetesObject => ({
  apiVersion: 'apps/v1',
  kind: 'Deployment',
  metadata: metadata(labels),
  spec: {
    ...spec,
    selector: { matchLabels: { app: 'a' } },
    template: { metadata: { labels: { app: 'a' } }, spec: { containers } },
  },
});

const service = (spec: object): KubernetesObject => ({
  apiVersion: 'v1',
  kind: 'Service',
  metadata: metadata(),
  spec: { selector: { app: 'a' }, ...spec },
});

const policy = (spec: object): KubernetesObject => ({
  apiVersion: 'networking.k8s.io/v1',
  kind: 'NetworkPolicy',
  metadata: metadata(),
  spec: { podSelector: {}, ...spec },
});

const cases: {
  theirs: KubernetesObject;
  ours: KubernetesObject;
  /** Fields that go, or go back to what the server fills in. */
  gone: string[];
}[] = [
  {
    theirs: deployment({ team: 'chat' }, { revisionHistoryLimit: 3 }, [
      container('main', { env: [{ name: 'A', value: '1' }], args: ['x'] }),
      container('sidecar'),
    ]),
    ours: deployment({}, {}, [container('main')]),
    gone: [
      'spec.template.spec.containers',
      'spec.revisionHistoryLimit',
      'metadata.labels.team',
    ],
  },
  {
    theirs: service({
      sessionAffinity: 'ClientIP',
      ports: [
        { name: 'http', port: 80, protocol: 'TCP' },
        { name: 'metrics', port: 9_000, protocol: 'TCP' },
      ],
    }),
    ours: service({ ports: [{ name: 'http', port: 80, protocol: 'TCP' }] }),
    gone: ['spec.ports', 'spec.sessionAffinity', 'spec.sessionAffinityConfig'],
  },
  {
    theirs: policy({
      policyTypes: ['Ingress', 'Egress'],
      ingress: [{}],
      egress: [{}],
    }),
    ours: policy({ policyTypes: ['Ingress'], ingress: [{}] }),
    gone: ['spec.egress', 'spec.policyTypes'],
  },
];

// `npm test` says loudly where there is no server.
const servers = [
  { name: 'the sandbox', start: startSandbox },
  ...(kubernetesBinaries()
    ? [{ name: 'a real API server', start: startReal }]
    : []),
];

describe.each(servers)('a plan that takes over, on $name', ({ start }) => {
  let server: Server;

  beforeAll(async () => {
    server = await start();
  });

  afterAll(() => server?.stop());

  it.each(cases.map(each => [each.ours.kind, each] as const))(
    'shows all that the apply changes of a %s that kubectl apply made',
    async (__, { theirs, ours, gone }) => {
      const { client } = server;
      await kubectlApply(client, theirs);
      const before = await client.get(refOf(ours));
      const request = {
        client,
        stack: stackOf({ objects: [ours] }),
        force: [describeObject(ours)],
        ...quick,
      };

      const [{ plan }] = await planStack(request);
      const untouched = await client.get(refOf(ours));
      const { conflicts } = await applyStack(request);

      const after = await client.get(refOf(ours));
      if (!before || !after) {
        throw new Error('It is gone');
      }
      expect(conflicts).toEqual([]);
      expect(untouched?.metadata.resourceVersion).toBe(
        before.metadata.resourceVersion,
      );
      const { fields } = fieldChanges(before, after);
      expect(plan).toEqual({ action: 'change', fields, moreFields: 0 });
      expect(fields.map(({ field }) => field).sort()).toEqual(
        [...gone, `metadata.annotations`].sort(),
      );
      // Nothing is left to do then.
      expect((await planStack(request))[0].plan).toEqual({
        action: 'unchanged',
      });
    },
  );

  it('does without the word for what the engine itself made and did not apply', async () => {
    const { client } = server;
    const object = (data: object): KubernetesObject => ({
      apiVersion: 'v1',
      kind: 'ConfigMap',
      metadata: metadata(),
      data,
    });
    await client.apply(object({ kept: '1', changed: '1', dropped: '1' }), {
      fieldManager: 'matrix-network',
      creates: true,
    });
    const ours = object({ kept: '1', changed: '2' });
    const request = { client, stack: stackOf({ objects: [ours] }), ...quick };

    const [{ plan }] = await planStack(request);
    await applyStack(request);

    expect(plan).toEqual({
      action: 'change',
      fields: [
        { field: 'data.changed', before: '"1"', after: '"2"' },
        { field: 'data.dropped', before: '"1"' },
      ],
      moreFields: 0,
    });
    expect((await client.get(refOf(ours)))?.data).toEqual(ours.data);
  });

  it('shows what kubectl apply added to an object that is as it should be else', async () => {
    const { client } = server;
    const ours: KubernetesObject = {
      apiVersion: 'v1',
      kind: 'ConfigMap',
      metadata: { ...metadata(), name: 'b' },
      data: { a: '1' },
    };
    const request = { client, stack: stackOf({ objects: [ours] }), ...quick };
    await applyStack(request);
    await client.patch(
      refOf(ours),
      [{ op: 'add', path: '/data/more', value: '1' }],
      { fieldManager: 'kubectl-client-side-apply' },
    );
    const force = [describeObject(ours)];

    const [left] = await planStack(request);
    const [taken] = await planStack({ ...request, force });
    await applyStack({ ...request, force });

    expect(left.plan).toEqual({ action: 'unchanged' });
    expect(taken.plan).toEqual({
      action: 'change',
      fields: [{ field: 'data.more', before: '"1"' }],
      moreFields: 0,
    });
    expect((await client.get(refOf(ours)))?.data).toEqual(ours.data);
  });
});
