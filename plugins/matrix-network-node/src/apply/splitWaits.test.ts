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
  Stage,
  Wait,
} from '@matrix-network/backstage-plugin-matrix-network-common';
import { splitWaits } from './splitWaits';

const crd = (kind: string): Wait => ({
  kind: 'crdEstablished',
  name: `${kind.toLowerCase()}s.example.org`,
  serves: [{ apiVersion: 'example.org/v1', kind }],
});
const webhook: Wait = {
  kind: 'webhookReady',
  configurationKind: 'ValidatingWebhookConfiguration',
  name: 'webhook',
};
const stage = (fields: Partial<Stage>): Stage => ({
  id: 'cert-manager',
  title: 'cert-manager',
  objects: [],
  waits: [],
  ...fields,
});

it('holds later stages back for the kinds of their objects, and all that is no kind', () => {
  const later = stage({
    objects: [
      {
        apiVersion: 'example.org/v1',
        kind: 'Issuer',
        metadata: { name: 'one' },
      },
      // The same name in another group is another kind.
      { apiVersion: 'other.org/v1', kind: 'Order', metadata: { name: 'two' } },
    ],
  });
  const waits = [crd('Issuer'), crd('Order'), webhook];

  expect(splitWaits(stage({ waits }), [later])).toEqual({
    needed: [crd('Issuer'), webhook],
    spare: [crd('Order')],
  });
});
