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

import { ResourceAccess } from '../../cluster';
import { InventoryEntry } from './InventoryEntry';
import { DeletionReviews } from './DeletionReviews';

const policy = (name: string): InventoryEntry => ({
  apiVersion: 'networking.k8s.io/v1',
  kind: 'NetworkPolicy',
  namespace: 'matrix',
  name,
  stage: 'policies',
  ownership: 'own',
});

const namespace: InventoryEntry = {
  apiVersion: 'v1',
  kind: 'Namespace',
  name: 'matrix',
  stage: 'namespaces',
  ownership: 'own',
};

/** Reviews by an account with rights of some names, and what they asked. */
function reviewsOf(allows: (access: ResourceAccess) => boolean) {
  const asked: ResourceAccess[] = [];
  const reviews = new DeletionReviews(async access => {
    asked.push(access);
    return allows(access);
  });
  return { asked, reviews };
}

it('asks once for all objects of a kind in a namespace', async () => {
  const { asked, reviews } = reviewsOf(() => true);

  const answers = await Promise.all(
    ['a', 'b', 'c'].map(name => reviews.mayDelete(policy(name))),
  );

  expect(answers).toEqual([true, true, true]);
  expect(asked).toEqual([
    {
      verb: 'delete',
      apiGroup: 'networking.k8s.io',
      resource: 'networkpolicies',
      namespace: 'matrix',
    },
  ]);
});

it('asks by name where a right is for some names only', async () => {
  const { asked, reviews } = reviewsOf(({ name }) => name === 'a');

  await expect(reviews.mayDelete(policy('a'))).resolves.toBe(true);
  await expect(reviews.mayDelete(policy('b'))).resolves.toBe(false);
  await expect(reviews.mayDelete(policy('b'))).resolves.toBe(false);

  expect(asked.map(({ name }) => name)).toEqual([undefined, 'a', 'b']);
});

it('asks for a Namespace within itself, as the API server does', async () => {
  const { asked, reviews } = reviewsOf(({ name }) => name !== undefined);

  await reviews.mayDelete(namespace);

  expect(asked[1]).toEqual({
    verb: 'delete',
    apiGroup: '',
    resource: 'namespaces',
    namespace: 'matrix',
    name: 'matrix',
  });
});

it('forbids nothing where a review fails', async () => {
  const reviews = new DeletionReviews(async () => {
    throw new Error('the API server does not answer');
  });

  await expect(reviews.mayDelete(policy('a'))).resolves.toBe(true);
});

it('does not ask without end', async () => {
  const { asked, reviews } = reviewsOf(() => false);
  const names = Array.from({ length: 1_000 }, (_, index) => `p${index}`);

  const answers = await Promise.all(
    names.map(name => reviews.mayDelete(policy(name))),
  );

  expect(asked).toHaveLength(300);
  expect(answers.filter(isAllowed => !isAllowed)).toHaveLength(299);
});
