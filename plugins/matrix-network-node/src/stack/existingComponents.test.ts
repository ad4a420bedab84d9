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
  Labels,
  validateStackSpec,
  verifyContract,
  workloadsOf,
} from '@matrix-network/backstage-plugin-matrix-network-common';
import { applyStack, planStack } from '../apply';
import { readClusterFacts, readSnapshot } from '../snapshot';
import { find, stageOf } from '../__testUtils__/find';
import { miniatureReleases } from '../__testUtils__/miniature';
import { stopTestClusters, testCluster } from '../__testUtils__/sandbox';
import { aSpec, someFacts } from '../__testUtils__/specs';
import { quick, stackOf } from '../__testUtils__/stacks';
import { renderStack } from './renderStack';

afterEach(stopTestClusters);

const spec = aSpec({ certificates: { management: 'external' } });
const { ingressNginx } = miniatureReleases;
const namespace: KubernetesObject = {
  apiVersion: 'v1',
  kind: 'Namespace',
  metadata: { name: 'ingress-nginx' },
};
const upstream = find(
  ingressNginx?.objects ?? [],
  'Deployment',
  'ingress-nginx-controller',
);

it('uses an ingress-nginx that kubectl applied as it is, named with version and owner', async () => {
  const { client } = await testCluster();
  await client.apply(namespace, { fieldManager: 'kubectl' });
  await client.apply(upstream, { fieldManager: 'kubectl' });

  const facts = await readClusterFacts(client);

  expect(facts.ingressController).toEqual({
    version: expect.stringMatching(/^1\.\d+\.\d+$/),
    namespace: 'ingress-nginx',
    owner: 'kubectl',
    pods: {
      labels: expect.objectContaining({
        'app.kubernetes.io/component': 'controller',
      }),
      hostNetwork: false,
    },
  });
  const stage = stageOf(renderStack(spec, facts, {}), 'ingress-controller');
  expect(stage.objects).toEqual([]);
  expect(stage.note).toContain('is managed by kubectl');
});

it('is never taken over, even by a stack that was rendered before it came', async () => {
  const { client } = await testCluster();
  const stack = renderStack(spec, someFacts, { ingressNginx });
  await client.apply(namespace, { fieldManager: 'kubectl' });
  await client.apply(upstream, { fieldManager: 'kubectl' });

  const planned = await planStack({ client, stack });
  const result = await applyStack({ client, stack, ...quick });

  expect(planned).toContainEqual({
    stage: 'ingress-controller',
    object: 'Deployment ingress-nginx/ingress-nginx-controller',
    plan: {
      action: 'conflict',
      conflicts: expect.arrayContaining(
        ['(whole object)', '.spec.replicas'].map(field => ({
          object: 'Deployment ingress-nginx/ingress-nginx-controller',
          field,
          manager: 'kubectl',
        })),
      ),
    },
  });
  expect(result).toMatchObject({ created: 0, changed: 0 });
});

it("is another Matrix cluster's where the engine applied it: shared, and no conflict", async () => {
  const { client } = await testCluster();
  const other = aSpec({
    name: 'chat-us',
    namespace: 'matrix-us',
    certificates: { management: 'external' },
  });
  const shared = renderStack(other, someFacts, { ingressNginx });
  await applyStack({
    client,
    stack: stackOf(
      { id: 'namespaces', objects: stageOf(shared, 'namespaces').objects },
      {
        id: 'ingress-controller',
        objects: [
          find(
            stageOf(shared, 'ingress-controller').objects,
            'Deployment',
            'ingress-nginx-controller',
          ),
        ],
      },
    ),
    ...quick,
  });

  const facts = await readClusterFacts(client);
  const stack = renderStack(spec, facts, { ingressNginx }, [
    { spec: other, older: true },
  ]);
  const planned = await planStack({ client, stack });

  expect(facts.ingressController).toBeUndefined();
  expect(
    planned.find(
      ({ object }) =>
        object === 'Deployment ingress-nginx/ingress-nginx-controller',
    )?.plan,
  ).toEqual({
    action: 'change',
    fields: [{ field: 'spec.replicas', before: '3', after: '5' }],
    moreFields: 0,
  });
});

/** `helm install web ingress-nginx/ingress-nginx -n infra`, as far as policies go. */
const webLabels = {
  'app.kubernetes.io/name': 'ingress-nginx',
  'app.kubernetes.io/instance': 'web',
  'app.kubernetes.io/component': 'controller',
};

function webController(kind: string, hostNetwork: boolean): KubernetesObject {
  return {
    apiVersion: 'apps/v1',
    kind,
    metadata: {
      name: 'web-ingress-nginx-controller',
      namespace: 'infra',
      annotations: { 'meta.helm.sh/release-name': 'web' },
    },
    spec: {
      selector: { matchLabels: webLabels },
      template: {
        metadata: { labels: webLabels },
        spec: {
          ...(hostNetwork && { hostNetwork }),
          containers: [
            {
              name: 'controller',
              image: 'registry.k8s.io/ingress-nginx/controller:v1.13.2',
            },
          ],
        },
      },
    },
  };
}

function pod(
  inNamespace: string,
  name: string,
  labels: Labels,
): KubernetesObject {
  return {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name, namespace: inNamespace, labels },
    spec: { containers: [{ name: 'c', image: 'c' }] },
  };
}

const namespaceOf = (name: string): KubernetesObject => ({
  apiVersion: 'v1',
  kind: 'Namespace',
  metadata: { name },
});

const helm = { fieldManager: 'helm' };

it('still gets through to the deployment once the stack is applied', async () => {
  const { client } = await testCluster();
  for (const object of [
    namespaceOf('infra'),
    namespaceOf('matrix'),
    webController('Deployment', false),
    pod('infra', 'web-0', webLabels),
    ...workloadsOf(spec)
      .filter(({ id }) => ['synapse-main', 'element-web', 'redis'].includes(id))
      .map(({ id, podLabels, policyLabels }) =>
        pod('matrix', `${id}-0`, { ...podLabels, ...policyLabels }),
      ),
  ]) {
    await client.apply(object, helm);
  }

  const stack = renderStack(spec, await readClusterFacts(client), {});
  expect(stageOf(stack, 'ingress-controller').note).toBe(
    'ingress-nginx 1.13.2 in namespace infra is used as it is; it is managed by Helm release web',
  );
  await applyStack({ client, stack, ...quick });

  const rows = verifyContract(await readSnapshot(client, spec), spec);
  const row = (id: string) => rows.find(({ row: each }) => each === id);
  expect(row('F14')).toMatchObject({ outcome: 'holds' });
  expect(row('F14')?.explanation).toContain('infra/web-0');
  expect(row('N17')).toMatchObject({ outcome: 'holds' });
  expect(await client.get({ ...namespaceOf('x'), name: 'ingress-nginx' })).toBe(
    undefined,
  );
});

it('is known by its nodes on the host network, and refused where they are not known', async () => {
  const { client } = await testCluster();
  await client.apply(namespaceOf('infra'), helm);
  await client.apply(webController('DaemonSet', true), helm);

  const found = await readClusterFacts(client);
  expect(found.nodeCidrs).toEqual([]);
  expect(validateStackSpec(spec, found).issues).toEqual([
    {
      field: 'network.nodeCidrs',
      message: expect.stringContaining('namespace infra'),
    },
  ]);

  const named = aSpec({
    certificates: { management: 'external' },
    network: { nodeCidrs: ['192.0.2.0/24'] },
  });
  expect(validateStackSpec(named, found).issues).toEqual([]);
  const policy = find(
    stageOf(renderStack(named, found, {}), 'policies').objects,
    'NetworkPolicy',
    'allow-from-ingress',
  );
  expect(policy).toMatchObject({
    spec: {
      ingress: [
        {
          from: [
            { podSelector: { matchLabels: webLabels } },
            { ipBlock: { cidr: '192.0.2.0/24' } },
          ],
        },
      ],
    },
  });
});
