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

import { renderStack } from '../stack';
import { stageOf } from '../__testUtils__/find';
import { miniatureReleases } from '../__testUtils__/miniature';
import { aSpec, someFacts } from '../__testUtils__/specs';
import { inLanes, inOrder } from './inOrder';

const stack = renderStack(aSpec(), someFacts, miniatureReleases);
const kindsOf = (stage: 'ingress-controller' | 'cert-manager') =>
  inOrder(stageOf(stack, stage).objects).map(group => [
    ...new Set(
      group.map(({ kind, metadata }) =>
        kind === 'Job' ? `Job ${metadata.name}` : kind,
      ),
    ),
  ]);

it('puts configuration before workloads, and the webhook before the Job that completes it', () => {
  expect(kindsOf('ingress-controller')).toEqual([
    ['ConfigMap', 'Service', 'PodDisruptionBudget', 'IngressClass'],
    ['Deployment', 'Job ingress-nginx-admission-create'],
    ['ValidatingWebhookConfiguration'],
    ['Job ingress-nginx-admission-patch'],
  ]);
});

it('puts CRDs first, beside all that needs nothing else, and custom resources last', () => {
  expect(kindsOf('cert-manager')[0]).toContain('CustomResourceDefinition');
  const certificate = stageOf(stack, 'certificates').objects;
  const policies = stageOf(stack, 'policies').objects;

  const [first, last] = inOrder([...certificate, ...policies]);
  expect(first).toEqual(policies);
  expect(last).toEqual(certificate);
});

it('lets kinds go in beside what does not need them, but not beside their own objects', () => {
  const { objects } = stageOf(stack, 'cert-manager');
  const second = {
    ...objects.find(({ kind }) => kind === 'CustomResourceDefinition')!,
    metadata: { name: 'needed.example.org' },
  };
  const [kinds, rest] = inLanes(
    [...objects, second],
    new Set(['needed.example.org']),
  );
  expect(
    kinds.map(group => group.map(({ metadata }) => metadata.name)),
  ).toEqual([['needed.example.org'], ['issuers.cert-manager.io']]);
  expect(rest).toEqual(
    inOrder(objects.filter(({ kind }) => kind !== 'CustomResourceDefinition')),
  );

  const together = [...objects, ...stageOf(stack, 'certificates').objects];
  expect(inLanes(together, new Set())).toEqual([inOrder(together)]);
});
