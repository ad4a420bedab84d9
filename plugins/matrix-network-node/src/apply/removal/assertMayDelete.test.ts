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

import { assertMayDelete } from './assertMayDelete';
import { InventoryEntry } from './InventoryEntry';
import { missingRight } from './missingRight';
import { RemovalStep } from './planRemoval';

const step = (
  entry: Pick<InventoryEntry, 'apiVersion' | 'kind' | 'name' | 'namespace'>,
  mayDelete: boolean,
): RemovalStep => {
  const recorded: InventoryEntry = {
    ...entry,
    stage: 'policies',
    ownership: 'own',
  };
  return {
    entry: recorded,
    decision: {
      action: 'delete',
      ...(!mayDelete && { forbidden: missingRight('delete', recorded) }),
    },
  };
};

const policy = {
  apiVersion: 'networking.k8s.io/v1',
  kind: 'NetworkPolicy',
  namespace: 'matrix',
  name: 'redis-access',
};
const namespace = { apiVersion: 'v1', kind: 'Namespace', name: 'matrix' };
const kind = (name: string) => ({
  apiVersion: 'apiextensions.k8s.io/v1',
  kind: 'CustomResourceDefinition',
  name,
});

it('has nothing against what may be deleted, kept or is gone', () => {
  expect(() =>
    assertMayDelete([
      step(policy, true),
      {
        ...step(namespace, true),
        decision: { action: 'keep', reason: 'others use it' },
      },
      { ...step(kind('a'), true), decision: { action: 'gone' } },
    ]),
  ).not.toThrow();
});

it('names verb, resource, place and objects, and how to go on without what was ticked', () => {
  expect(() =>
    assertMayDelete([
      step(policy, true),
      step(namespace, false),
      ...['a', 'b', 'c', 'd', 'e', 'f'].map(name => step(kind(name), false)),
    ]),
  ).toThrow(
    [
      'Nothing was changed: the portal may not delete namespaces in the cluster (Namespace matrix)',
      ', nor delete customresourcedefinitions.apiextensions.k8s.io in the cluster (CustomResourceDefinition a, CustomResourceDefinition b, CustomResourceDefinition c, CustomResourceDefinition d, CustomResourceDefinition e and 1 more)',
      ". Do not tick these, or grant it: 'matrix-network rbac --role applier --full-uninstall' prints the rights on CustomResourceDefinitions and Secrets",
    ].join(''),
  );
});

it('names the rights of the applier where nothing was ticked', () => {
  expect(() => assertMayDelete([step(policy, false)])).toThrow(
    "Nothing was changed: the portal may not delete networkpolicies.networking.k8s.io in namespace matrix (NetworkPolicy matrix/redis-access). Grant it: 'matrix-network rbac --role applier' prints the rights",
  );
});
