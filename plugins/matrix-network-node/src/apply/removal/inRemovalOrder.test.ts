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

import { renderStack } from '../../stack';
import { miniatureReleases } from '../../__testUtils__/miniature';
import { aSpec, someFacts } from '../../__testUtils__/specs';
import { inRemovalOrder } from './inRemovalOrder';
import { describeEntry, inventoryOf } from './InventoryEntry';

const stack = renderStack(
  aSpec({ certificates: { issuer: 'selfsigned' } }),
  someFacts,
  miniatureReleases,
);
const order = inRemovalOrder(inventoryOf(stack).map(entry => ({ entry }))).map(
  group => group.map(({ entry }) => describeEntry(entry)),
);

const at = (object: string) => order.findIndex(group => group.includes(object));

it('has every object once', () => {
  expect(order.flat().sort()).toEqual(
    inventoryOf(stack).map(describeEntry).sort(),
  );
});

it('starts with what denies, and ends with Namespaces', () => {
  expect(order[0]).toEqual(['NetworkPolicy matrix/default-deny-all']);
  expect(order[order.length - 1].sort()).toEqual([
    'Namespace cert-manager',
    'Namespace ingress-nginx',
    'Namespace matrix',
  ]);
});

it.each([
  [
    'certificates before their issuers',
    'Certificate matrix/test-certificate',
    'ClusterIssuer selfsigned',
  ],
  [
    'issuers before their kind',
    'ClusterIssuer selfsigned',
    'CustomResourceDefinition issuers.cert-manager.io',
  ],
  [
    'a kind before the controller that takes off its finalizers',
    'CustomResourceDefinition issuers.cert-manager.io',
    'Deployment cert-manager/cert-manager',
  ],
  [
    'webhooks before the pods that answer them',
    'ValidatingWebhookConfiguration ingress-nginx-admission',
    'Deployment ingress-nginx/ingress-nginx-controller',
  ],
  [
    'pods before their settings',
    'Deployment ingress-nginx/ingress-nginx-controller',
    'ConfigMap ingress-nginx/ingress-nginx-controller',
  ],
  [
    'components before the policies that let them through',
    'Deployment cert-manager/cert-manager',
    'NetworkPolicy matrix/allow-from-ingress',
  ],
  [
    'certificates before their Secrets',
    'Certificate matrix/test-certificate',
    'Secret matrix/test-tls',
  ],
])('takes out %s', (_, earlier, later) => {
  expect(at(earlier)).toBeGreaterThanOrEqual(0);
  expect(at(earlier)).toBeLessThan(at(later));
});
