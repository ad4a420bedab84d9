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

import { InventoryEntry } from './InventoryEntry';
import { keepUnseen } from './keepUnseen';

const deployment: InventoryEntry = {
  apiVersion: 'apps/v1',
  kind: 'Deployment',
  namespace: 'cert-manager',
  name: 'cert-manager',
  stage: 'cert-manager',
  ownership: 'shared',
};
const secret: InventoryEntry = {
  apiVersion: 'v1',
  kind: 'Secret',
  namespace: 'matrix',
  name: 'test-tls',
  stage: 'certificates',
  ownership: 'made',
};
const alone = {
  matrixCluster: 'chat-eu',
  also: new Set<string>(),
  neighbours: [],
};

it('keeps what may be ours, and says which right would tell', () => {
  expect(keepUnseen(deployment, alone)).toEqual({
    action: 'keep',
    reason: 'The portal may not get deployments.apps in namespace cert-manager',
    unread: {
      verb: 'get',
      resource: 'deployments.apps',
      namespace: 'cert-manager',
    },
  });
});

it('needs no right to know that what was not named stays', () => {
  const reason = 'The portal may not get secrets in namespace matrix';
  expect(keepUnseen(secret, alone)).toEqual({ action: 'keep', reason });
  const also = new Set(['Secret matrix/test-tls']);
  expect(keepUnseen(secret, { ...alone, also })).toMatchObject({
    reason,
    unread: { verb: 'get', resource: 'secrets', namespace: 'matrix' },
  });
});

it('needs no right to know that what another needs stays', () => {
  const neighbours = [
    { matrixCluster: 'chat-us', entries: [deployment], needs: [] },
  ];
  expect(keepUnseen(deployment, { ...alone, neighbours })).toEqual({
    action: 'keep',
    reason: 'The portal may not get deployments.apps in namespace cert-manager',
  });
});
