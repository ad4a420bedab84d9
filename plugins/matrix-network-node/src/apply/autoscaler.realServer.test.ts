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
import {
  forbidden,
  stopTestClusters,
  testCluster,
} from '../__testUtils__/sandbox';
import { quick, recorder, stackOf } from '../__testUtils__/stacks';
import { ClusterClient, createClusterClient } from '../cluster';
import { refOf } from '../cluster/refOf';
import { administratorOf } from './__testUtils__/realServer';
import { applyStack } from './applyStack';
import { planStack } from './planStack';

jest.setTimeout(120_000);

const MERGE = 'application/merge-patch+json';
const SCALE = '/apis/apps/v1/namespaces/default/deployments/a/scale';

/** A server to try it on. */
interface Server {
  client: ClusterClient;
  /** A merge patch. */
  merge(path: string, body: object): Promise<unknown>;
  stop(): Promise<void>;
}

async function startSandbox(
  options: Parameters<typeof testCluster>[0] = {},
): Promise<Server> {
  const { client, sandbox } = await testCluster(options);
  return {
    client,
    merge: (path, body) =>
      fetch(`${sandbox.url}${path}`, {
        method: 'PATCH',
        headers: {
          authorization: 'Bearer test',
          'content-type': MERGE,
        },
        body: JSON.stringify(body),
      }),
    stop: stopTestClusters,
  };
}

async function startReal(): Promise<Server> {
  const server = await startKubernetes();
  return {
    client: createClusterClient(administratorOf(server)),
    merge: (path, body) => server.request('PATCH', path, body, MERGE),
    stop: () => server.stop(),
  };
}

// `npm test` says loudly where there is no server.
const servers = [
  { name: 'the sandbox', start: () => startSandbox() },
  ...(kubernetesBinaries()
    ? [{ name: 'a real API server', start: startReal }]
    : []),
];

const deployment = (replicas: number): KubernetesObject => ({
  apiVersion: 'apps/v1',
  kind: 'Deployment',
  metadata: {
    name: 'a',
    namespace: 'default',
    labels: { 'app.kubernetes.io/managed-by': 'matrix-network' },
  },
  spec: {
    replicas,
    selector: { matchLabels: { app: 'a' } },
    template: {
      metadata: { labels: { app: 'a' } },
      spec: { containers: [{ name: 'a', image: 'a:1' }] },
    },
  },
});

const autoscaler: KubernetesObject = {
  apiVersion: 'autoscaling/v2',
  kind: 'HorizontalPodAutoscaler',
  metadata: { name: 'a', namespace: 'default' },
  spec: {
    scaleTargetRef: { apiVersion: 'apps/v1', kind: 'Deployment', name: 'a' },
    maxReplicas: 9,
  },
};

const withReplicas = (replicas: number) =>
  stackOf({ objects: [deployment(replicas)] });

/** What an autoscaler does to the Deployment; none has metrics here to go by. */
const scaleTo = (replicas: number, { merge }: Server) =>
  merge(`${SCALE}?fieldManager=kube-controller-manager`, {
    spec: { replicas },
  });

/** A Deployment's controllers write to it, many times while it is scaled. */
const patient = {
  ...quick,
  retry: { attempts: 15, firstDelay: 50, maxDelay: 500 },
};

describe.each(servers)('an autoscaler on $name', ({ start }) => {
  let server: Server;

  beforeAll(async () => {
    server = await start();
    const { client } = server;
    await applyStack({ client, stack: withReplicas(2), ...patient });
    await client.apply(autoscaler, { fieldManager: 'kubectl' });
    await scaleTo(5, server);
  });

  afterAll(() => server?.stop());

  const planOf = async (replicas: number) => {
    const { client } = server;
    const [{ plan }] = await planStack({
      client,
      stack: withReplicas(replicas),
    });
    return plan;
  };
  const replicasNow = async () =>
    (await server.client.get(refOf(deployment(0))))?.spec;

  it('keeps its replicas while it is there', async () => {
    const { client } = server;

    expect(await planOf(3)).toEqual({ action: 'unchanged' });
    expect(
      await applyStack({ client, stack: withReplicas(3), ...patient }),
    ).toMatchObject({ unchanged: 1, conflicts: [] });
    expect(await replicasNow()).toMatchObject({ replicas: 5 });
  });

  it('leaves nothing behind that stands in the way when it is gone', async () => {
    const { client } = server;
    await client.delete(refOf(autoscaler));

    expect(await planOf(3)).toEqual({
      action: 'change',
      fields: [{ field: 'spec.replicas', before: '5', after: '3' }],
      moreFields: 0,
    });
    expect(
      await applyStack({ client, stack: withReplicas(3), ...patient }),
    ).toMatchObject({ changed: 1, conflicts: [] });
    expect(await replicasNow()).toMatchObject({ replicas: 3 });
    const live = await client.get(refOf(deployment(0)));
    expect(
      live?.metadata.managedFields?.filter(
        ({ subresource }) => subresource === 'scale',
      ),
    ).toEqual([]);
    expect(await planOf(3)).toEqual({ action: 'unchanged' });
  });

  it('does not excuse what others own beside', async () => {
    const { client } = server;
    await scaleTo(6, server);
    const { spec } = deployment(6);
    await client.apply(
      {
        ...deployment(6),
        spec: { ...Object(spec), minReadySeconds: 5, replicas: undefined },
      },
      { fieldManager: 'kubectl-edit', force: true },
    );
    const ours = deployment(3);
    const stack = stackOf({
      objects: [
        { ...ours, spec: { ...Object(ours.spec), minReadySeconds: 1 } },
      ],
    });

    const result = await applyStack({ client, stack, ...patient });

    expect(result.conflicts).toContainEqual({
      object: 'Deployment default/a',
      field: '.spec.minReadySeconds',
      manager: 'kubectl-edit',
    });
    expect(await replicasNow()).toMatchObject({ replicas: 6 });
  });
});

describe('where it may not be looked up', () => {
  afterEach(stopTestClusters);

  it('leaves the replicas, and says so', async () => {
    const server = await startSandbox({
      faults: {
        before: async request =>
          request.resource === 'horizontalpodautoscalers'
            ? forbidden(request)
            : { outcome: 'proceed' },
      },
    });
    const { client } = server;
    await applyStack({ client, stack: withReplicas(2), ...patient });
    await scaleTo(5, server);
    const { events, onProgress } = recorder();
    const note =
      'its replicas stay as they are: an autoscaler has set them, and the portal may not list horizontalpodautoscalers.autoscaling in namespace default to see whether it is still there';

    const stack = withReplicas(3);
    const planned = await planStack({ client, stack });
    const result = await applyStack({ client, stack, ...patient, onProgress });

    expect(planned).toMatchObject([{ plan: { action: 'unchanged' }, note }]);
    expect(result).toMatchObject({ unchanged: 1 });
    expect(events).toContainEqual({
      type: 'message',
      level: 'warning',
      message: `Deployment default/a: ${note}`,
    });
  });
});
