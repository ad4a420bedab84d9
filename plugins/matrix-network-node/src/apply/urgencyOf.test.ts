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
  StageId,
} from '@matrix-network/backstage-plugin-matrix-network-common';
import { stageOf } from '../__testUtils__/find';
import { miniatureReleases } from '../__testUtils__/miniature';
import { aSpec, someFacts } from '../__testUtils__/specs';
import { renderStack } from '../stack';
import { urgencyOf } from './urgencyOf';

const rendered = renderStack(aSpec(), someFacts, miniatureReleases);

const kind = (name: string): KubernetesObject => ({
  apiVersion: 'apiextensions.k8s.io/v1',
  kind: 'CustomResourceDefinition',
  metadata: { name },
});
const needed = kind('certificates.cert-manager.io');
const spare = kind('orders.acme.cert-manager.io');
const config: KubernetesObject = {
  apiVersion: 'v1',
  kind: 'ConfigMap',
  metadata: { name: 'config', namespace: 'cert-manager' },
};
const stages = rendered.stages.map(stage =>
  stage.id === 'cert-manager'
    ? {
        ...stage,
        objects: [
          needed,
          spare,
          config,
          ...stage.objects.filter(
            object => object.kind !== 'CustomResourceDefinition',
          ),
        ],
      }
    : stage,
);
const stack = { ...rendered, stages };

/** How urgent the first object of a kind is in a stage. */
function urgency(id: StageId, wanted: string | KubernetesObject): number {
  const stage = stageOf(stack, id);
  const object =
    typeof wanted === 'string'
      ? stage.objects.find(each => each.kind === wanted)
      : wanted;
  expect(object).toBeDefined();
  return urgencyOf(
    stage,
    stages,
    new Set([needed.metadata.name]),
  )(object ?? spare);
}

it('lets kinds that a later stage has objects of go before all else, and those that none has after it', () => {
  expect(urgency('cert-manager', needed)).toBeGreaterThan(
    urgency('cert-manager', config),
  );
  expect(urgency('cert-manager', spare)).toBeLessThan(
    urgency('cert-manager', config),
  );
});

it('lets what more steps have to follow go first, whichever its stage', () => {
  const inOrder = [
    urgency('ingress-controller', 'ConfigMap'),
    urgency('ingress-controller', 'Deployment'),
    urgency('ingress-controller', 'ValidatingWebhookConfiguration'),
    urgency('policies', 'NetworkPolicy'),
    urgency('default-deny', 'NetworkPolicy'),
  ];

  expect([...inOrder].sort((one, other) => other - one)).toEqual(inOrder);
  expect(new Set(inOrder).size).toBe(inOrder.length);
});

it('lets Services, which take long, go before what else may go in then', () => {
  expect(urgency('ingress-controller', 'Service')).toBeGreaterThan(
    urgency('ingress-controller', 'ConfigMap'),
  );
});
