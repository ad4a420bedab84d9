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
import { applyStack, planStack } from '../apply';
import { readClusterFacts } from '../snapshot';
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
      conflicts: [
        {
          object: 'Deployment ingress-nginx/ingress-nginx-controller',
          field: '(whole object)',
          manager: 'kubectl',
        },
      ],
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
