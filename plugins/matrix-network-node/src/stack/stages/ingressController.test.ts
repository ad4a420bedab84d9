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

import { find } from '../../__testUtils__/find';
import { miniatureReleases } from '../../__testUtils__/miniature';
import { aContext, aSpec, someFacts } from '../../__testUtils__/specs';
import { ingressController } from './ingressController';

const render = (input: Parameters<typeof aSpec>[0] = {}) =>
  ingressController(
    aContext({
      spec: aSpec(input),
      facts: someFacts,
      releases: miniatureReleases,
    }),
  );

it.each([
  [100, 1],
  [101, 2],
  [1_000, 2],
  [5_000, 3],
  [10_000, 5],
  [20_000, 7],
])(
  'has the replicas that %d concurrent users need: %d',
  (targetCcu, replicas) => {
    const { objects } = render({ targetCcu });

    expect(
      find(objects, 'Deployment', 'ingress-nginx-controller'),
    ).toMatchObject({
      spec: { replicas },
    });
    expect(
      objects.filter(({ kind }) => kind === 'PodDisruptionBudget'),
    ).toHaveLength(replicas > 1 ? 1 : 0);
  },
);

it('waits for the controller, and for the CA of its webhook', () => {
  expect(render().waits).toEqual([
    {
      kind: 'deploymentAvailable',
      namespace: 'ingress-nginx',
      name: 'ingress-nginx-controller',
    },
    {
      kind: 'webhookReady',
      configurationKind: 'ValidatingWebhookConfiguration',
      name: 'ingress-nginx-admission',
    },
  ]);
});

it('runs on every node instead, where the spec says so', () => {
  const stage = render({ ingress: { exposure: 'nodeLocal' } });

  expect(stage.objects.map(({ kind }) => kind)).toContain('DaemonSet');
  expect(stage.objects.map(({ kind }) => kind)).not.toContain('Deployment');
  expect(stage.waits[0]).toMatchObject({ kind: 'daemonSetReady' });
});

it('uses the controller that is there, and says whose it is', () => {
  const stage = ingressController(
    aContext({
      spec: aSpec(),
      facts: {
        ...someFacts,
        ingressController: {
          version: '1.13.2',
          namespace: 'ingress',
          owner: 'Helm release web',
        },
      },
      releases: {},
    }),
  );

  expect(stage).toMatchObject({
    objects: [],
    waits: [],
    note: 'ingress-nginx 1.13.2 in namespace ingress is used as it is; it is managed by Helm release web',
  });
});
