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

import { assertMayRead } from './assertMayRead';
import { InventoryEntry } from './InventoryEntry';
import { missingRight } from './missingRight';
import { RemovalDecision } from './decideRemoval';
import { RemovalStep } from './planRemoval';

const entryOf = (kind: string, name = 'a'): InventoryEntry => ({
  apiVersion: 'v1',
  kind,
  namespace: 'matrix',
  name,
  stage: 'policies',
  ownership: 'own',
});
const step = (decision: RemovalDecision): RemovalStep => ({
  entry: entryOf('ConfigMap'),
  decision,
});
const unread = (kind: string): RemovalStep => ({
  entry: entryOf(kind),
  decision: {
    action: 'keep',
    reason: 'it may not be read',
    unread: missingRight('get', entryOf(kind)),
  },
});

it('has nothing against what could be looked at, whatever becomes of it', () => {
  expect(() =>
    assertMayRead([
      step({ action: 'delete', uid: 'uid-1' }),
      step({ action: 'gone' }),
      step({ action: 'keep', reason: 'another uses it' }),
    ]),
  ).not.toThrow();
});

it('says what is not known, what to do, and which right is lacking', () => {
  expect(() =>
    assertMayRead([step({ action: 'gone' }), unread('ConfigMap')]),
  ).toThrow(
    new Error(
      "Nothing was changed: whether 1 object of the stack is still there is not known. Grant the portal's account the rights ('matrix-network rbac --role applier' prints them) and uninstall again; Forget lets go of it and leaves all on the cluster. It may not get configmaps in namespace matrix (1 object)",
    ),
  );
});

it('says it in bounded length where nothing may be read', () => {
  const kinds = ['ConfigMap', 'Service', 'Pod', 'ServiceAccount', 'Endpoints'];
  expect(() => assertMayRead([...kinds, 'Pod'].map(unread))).toThrow(
    /^Nothing was changed: whether 6 objects .*It may not get configmaps in namespace matrix \(1 object\), nor get services in namespace matrix \(1 object\), nor get pods in namespace matrix \(2 objects\), and lacks 2 more such rights$/,
  );
});
