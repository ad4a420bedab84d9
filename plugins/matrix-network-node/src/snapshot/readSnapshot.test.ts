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

import { NetworkPolicy } from '@matrix-network/backstage-plugin-matrix-network-common';
import {
  forbidden,
  stopTestClusters,
  testCluster,
  TestCluster,
} from '../__testUtils__/sandbox';
import { aSpec } from '../__testUtils__/specs';
import { readClusterFacts } from './readClusterFacts';
import { readSnapshot } from './readSnapshot';

const pod = (name: string, namespace: string) => ({
  apiVersion: 'v1',
  kind: 'Pod',
  metadata: { name, namespace },
  spec: { containers: [{ name: 'c', image: 'x' }] },
});

const policy = (name: string, namespace: string): NetworkPolicy => ({
  apiVersion: 'networking.k8s.io/v1',
  kind: 'NetworkPolicy',
  metadata: { name, namespace },
  spec: { podSelector: {}, policyTypes: ['Ingress'] },
});

const secret = {
  apiVersion: 'v1',
  kind: 'Secret',
  metadata: { name: 'keys', namespace: 'matrix' },
  data: { 'tls.key': 'c2VjcmV0' },
};

async function cluster(
  options: Parameters<typeof testCluster>[0] = {},
): Promise<TestCluster> {
  const started = await testCluster(options);
  const { store } = started.sandbox;
  const manager = { manager: 'kubectl' };
  store.create(
    { apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'matrix' } },
    manager,
  );
  store.create(pod('synapse-0', 'matrix'), manager);
  store.create(pod('coredns', 'kube-system'), manager);
  store.create(policy('redis-access', 'matrix'), manager);
  store.create(policy('elsewhere', 'default'), manager);
  store.create(secret, manager);
  return started;
}

afterEach(stopTestClusters);

const now = new Date('2026-11-24T00:00:00Z');

it('reads what is there, and says what is not installed', async () => {
  const { client } = await cluster();

  const snapshot = await readSnapshot(client, aSpec(), { now });

  expect(snapshot).toMatchObject({
    matrixCluster: 'chat-eu',
    namespace: 'matrix',
    takenAt: '2026-11-24T00:00:00.000Z',
    reads: {
      version: { status: 'ok' },
      pods: { status: 'ok' },
      networkPolicies: { status: 'ok' },
      certificates: { status: 'notInstalled' },
      challenges: { status: 'notInstalled' },
      ingressConfig: { status: 'notInstalled' },
    },
  });
  expect(snapshot.facts.kubernetesVersion).toMatch(/^1\.\d+$/);
  expect(snapshot.pods.map(({ name }) => name).sort()).toEqual([
    'coredns',
    'synapse-0',
  ]);
});

it('tells the policies of the namespace from others, and knows who wrote them', async () => {
  const { client } = await cluster();

  const snapshot = await readSnapshot(client, aSpec(), { now });

  expect(snapshot.networkPolicies).toMatchObject([
    {
      metadata: {
        name: 'redis-access',
        managedFields: [{ manager: 'kubectl' }],
      },
    },
  ]);
  expect(
    snapshot.otherNetworkPolicies.map(({ metadata }) => metadata.name),
  ).toEqual(['elsewhere']);
});

it('never asks for Secrets', async () => {
  const { client, requests } = await cluster();

  const snapshot = await readSnapshot(client, aSpec(), { now });
  await readClusterFacts(client);

  expect(requests.map(({ resource }) => resource)).not.toContain('secrets');
  expect(JSON.stringify(snapshot)).not.toContain('c2VjcmV0');
});

it('reads on where one source is forbidden, in the own namespace where that is allowed', async () => {
  const { client } = await cluster({
    faults: {
      async before(request) {
        const isClusterWide =
          request.resource === 'pods' && request.namespace === '';
        return isClusterWide || request.resource === 'nodes'
          ? forbidden(request)
          : { outcome: 'proceed' };
      },
    },
  });

  const snapshot = await readSnapshot(client, aSpec(), { now });

  expect(snapshot.reads).toMatchObject({
    pods: { status: 'forbidden', verb: 'list', resource: 'pods' },
    nodes: { status: 'forbidden', verb: 'list', resource: 'nodes' },
    networkPolicies: { status: 'ok' },
  });
  expect(snapshot.pods.map(({ name }) => name)).toEqual(['synapse-0']);
});

it('notes a source that fails, and reads on', async () => {
  const { client } = await cluster({
    faults: {
      async before({ resource }) {
        return resource === 'services'
          ? { outcome: 'reset' }
          : { outcome: 'proceed' };
      },
    },
  });

  const { reads } = await readSnapshot(client, aSpec(), { now });

  expect(reads.services).toMatchObject({
    status: 'failed',
    message: expect.stringContaining('Could not reach'),
  });
  expect(reads.pods).toEqual({ status: 'ok' });
});

it('fails as a whole when nothing answers', async () => {
  const { client } = await cluster();
  await stopTestClusters();

  await expect(readSnapshot(client, aSpec(), { now })).rejects.toMatchObject({
    name: 'ClusterConnectionError',
  });
});

it('stops when told to', async () => {
  const { client } = await cluster();

  await expect(
    readSnapshot(client, aSpec(), { now, signal: AbortSignal.abort() }),
  ).rejects.toMatchObject({ name: 'AbortError' });
});
