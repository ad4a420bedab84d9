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
import { stageOf } from '../__testUtils__/find';
import { miniatureReleases } from '../__testUtils__/miniature';
import { aSpec, someFacts } from '../__testUtils__/specs';
import { renderStack } from '../stack';
import { urgencyOf } from './urgencyOf';

const stack = renderStack(aSpec(), someFacts, miniatureReleases);

const kind = (name: string): KubernetesObject => ({
  apiVersion: 'apiextensions.k8s.io/v1',
  kind: 'CustomResourceDefinition',
  metadata: { name },
});
const needed = kind('certificates.cert-manager.io');
const spare = kind('orders.acme.cert-manager.io');
const other: KubernetesObject = {
  apiVersion: 'v1',
  kind: 'ConfigMap',
  metadata: { name: 'other' },
};

const of = (stage: 'policies' | 'cert-manager' | 'default-deny') =>
  urgencyOf(
    stageOf(stack, stage),
    stack.stages,
    new Set([needed.metadata.name]),
  );

it('lets kinds that a later stage has objects of go before all else of their stage, and others after it', () => {
  const urgency = of('cert-manager');

  expect(urgency(needed)).toBeGreaterThan(urgency(other));
  expect(urgency(other)).toBeGreaterThan(urgency(spare));
});

it('lets anything of a stage that more stages wait for go first', () => {
  expect(of('cert-manager')(spare)).toBeGreaterThan(of('policies')(needed));
  expect(of('policies')(spare)).toBeGreaterThan(of('default-deny')(needed));
});
