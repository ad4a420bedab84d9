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
import { bridgeWarnings } from './bridgeWarnings';
import { PlannedAction, PlannedObject } from './StackPlan';

const planned = (name: string, plan: PlannedAction): PlannedObject => ({
  stage: 'policies',
  object: `NetworkPolicy matrix/${name}`,
  plan,
});
const namespace: PlannedObject = {
  stage: 'namespaces',
  object: 'Namespace matrix',
  plan: { action: 'unchanged' },
};
const create: PlannedAction = { action: 'create' };

it('speaks of the stand-in where the first policies go into a namespace that is there', () => {
  const warnings = bridgeWarnings([
    namespace,
    planned('allow-dns', create),
    planned('redis-access', create),
  ]);

  expect(warnings).toMatchObject([
    { code: 'policy-bridge', field: 'namespace' },
  ]);
  expect(warnings[0].message).toContain(
    'NetworkPolicy matrix/matrix-network-bridge keeps namespace matrix as open as it is',
  );
});

it('says nothing where some are there already, or where the namespace is yet to be made', () => {
  const offline: PlannedAction = {
    action: 'create',
    offline: 'Namespace matrix does not exist yet',
  };

  expect(bridgeWarnings([])).toEqual([]);
  expect(bridgeWarnings([namespace])).toEqual([]);
  expect(
    bridgeWarnings([
      planned('allow-dns', create),
      planned('redis-access', { action: 'unchanged' }),
    ]),
  ).toEqual([]);
  expect(bridgeWarnings([planned('allow-dns', offline)])).toEqual([]);
});
