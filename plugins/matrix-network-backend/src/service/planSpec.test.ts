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

import { testServices } from '../__testUtils__/testServices';
import { fakeEngine } from '../__testUtils__/fakes';
import { PlanChoice, planSpec } from './planSpec';

const unread = {
  verb: 'get',
  resource: 'networkpolicies.networking.k8s.io',
  namespace: 'matrix',
};

const bridge = {
  apiVersion: 'networking.k8s.io/v1',
  kind: 'NetworkPolicy',
  namespace: 'matrix',
  name: 'matrix-network-bridge',
  stage: 'policies' as const,
  ownership: 'own' as const,
};

/** The plan where the account may not look at a policy. */
async function planned(target: PlanChoice['target']) {
  const { services } = await testServices({
    engine: fakeEngine({
      planRemoval: async () => [
        {
          entry: {
            apiVersion: 'networking.k8s.io/v1',
            kind: 'NetworkPolicy',
            namespace: 'matrix',
            name: 'redis-access',
            stage: 'policies',
            ownership: 'own',
          },
          decision: { action: 'keep', reason: 'it may not be read', unread },
        },
      ],
    }),
  });
  const { removals } = await planSpec(
    services,
    { name: 'chat-eu', target, force: [], prune: true, also: [] },
    new AbortController().signal,
  );
  return removals;
}

it('says of an uninstall that it would not begin where something may not be looked at', async () => {
  await expect(planned('uninstall')).resolves.toMatchObject([
    { action: 'keep', reason: 'it may not be read', forbidden: unread },
  ]);
});

it('says nothing of the kind of a prune, which leaves such objects', async () => {
  const [removal] = await planned('apply');
  expect(removal).not.toHaveProperty('forbidden');
});

describe('what stands in while policies go in and out', () => {
  const plan = async (
    engine: Parameters<typeof fakeEngine>[0],
    target: PlanChoice['target'] = 'apply',
  ) => {
    const { services } = await testServices({ engine: fakeEngine(engine) });
    return planSpec(
      services,
      { name: 'chat-eu', target, force: [], prune: true, also: [] },
      new AbortController().signal,
    );
  };

  it('is said, and is no change', async () => {
    const { warnings, counts } = await plan({
      plan: async () => [
        {
          stage: 'policies',
          object: 'NetworkPolicy matrix/redis-access',
          plan: { action: 'create' },
        },
      ],
    });

    expect(warnings).toContainEqual({
      code: 'policy-bridge',
      field: 'namespace',
      message: expect.stringContaining(
        'NetworkPolicy matrix/matrix-network-bridge keeps namespace matrix as open as it is',
      ),
    });
    expect(counts).toMatchObject({ create: 1, change: 0, remove: 0 });
  });

  it('is of an uninstall only where it was left behind', async () => {
    const removals = async (action: 'gone' | 'delete') => {
      const found = await plan(
        { planRemoval: async () => [{ entry: bridge, decision: { action } }] },
        'uninstall',
      );
      return found.removals;
    };

    await expect(removals('gone')).resolves.toEqual([]);
    await expect(removals('delete')).resolves.toMatchObject([
      {
        object: 'NetworkPolicy matrix/matrix-network-bridge',
        action: 'delete',
      },
    ]);
  });
});
