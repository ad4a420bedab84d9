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

import { NotFoundError } from '@backstage/errors';
import { mockServices } from '@backstage/backend-test-utils';
import { createMockActionContext } from '@backstage/plugin-scaffolder-node-test-utils';
import {
  countPlan,
  PlannedObject,
  StackPlan,
} from '@matrix-network/backstage-plugin-matrix-network-common';
import { fakeApi, spec } from '../__testUtils__/fakeApi';
import { createStackPlanAction } from './createStackPlanAction';

const objects: PlannedObject[] = [
  {
    stage: 'namespaces',
    object: 'Namespace matrix',
    plan: { action: 'unchanged' },
  },
  {
    stage: 'policies',
    object: 'NetworkPolicy matrix/allow-dns',
    plan: { action: 'create', offline: 'Namespace matrix does not exist yet' },
  },
  {
    stage: 'ingress-controller',
    object: 'Deployment ingress-nginx/ingress-nginx-controller',
    plan: {
      action: 'change',
      fields: [{ field: 'spec.replicas', before: '2', after: '3' }],
      moreFields: 4,
    },
  },
  {
    stage: 'policies',
    object: 'NetworkPolicy matrix/redis-access',
    plan: {
      action: 'conflict',
      conflicts: [
        {
          object: 'NetworkPolicy matrix/redis-access',
          field: '.spec.ingress',
          manager: 'kubectl-edit',
        },
      ],
    },
  },
];

const removals: StackPlan['removals'] = [
  {
    stage: 'policies',
    object: 'NetworkPolicy matrix/sygnal-access',
    action: 'delete',
  },
  {
    stage: 'namespaces',
    object: 'Namespace old',
    action: 'keep',
    reason: 'A Namespace is deleted only when it is named',
    needsWord: true,
  },
];

const plan: StackPlan = {
  matrixCluster: 'chat-eu',
  kubernetesCluster: 'sandbox',
  counts: countPlan(objects, removals),
  objects,
  removals,
  flowChanges: { opened: [], closed: [], rows: [], truncated: false },
  warnings: [],
  uses: [
    {
      component: 'cert-manager',
      version: '1.20.3',
      namespace: 'cert-manager',
      owner: 'Helm release cert-manager',
    },
  ],
  neighbours: ['chat-us'],
};

async function run(input: object, answer = plan) {
  const planStack = jest.fn(async () => answer);
  const logger = mockServices.logger.mock();
  const action = createStackPlanAction(async () => fakeApi({ planStack }));
  const ctx = createMockActionContext({ input, logger });
  await action.handler(ctx);
  return { ctx, planStack, log: logger.info.mock.calls[0][0].split('\n') };
}

describe('matrix-network:stack:plan', () => {
  it('says what would change, field by field, and counts it', async () => {
    const { ctx, log } = await run({ spec });

    expect(log).toEqual([
      '1 to create, 1 to change, 1 unchanged, 1 in conflict, 0 refused, 0 undecided, 1 that a prune would delete',
      'cert-manager 1.20.3 in namespace cert-manager is used as it is; it is managed by Helm release cert-manager',
      'The ingress controller and cert-manager are shared with chat-us',
      '  + NetworkPolicy matrix/allow-dns (not asked: Namespace matrix does not exist yet)',
      '  ~ Deployment ingress-nginx/ingress-nginx-controller',
      '      spec.replicas: 2 → 3',
      '      and 4 more fields',
      '  ! NetworkPolicy matrix/redis-access: .spec.ingress belongs to kubectl-edit',
      '  - NetworkPolicy matrix/sygnal-access',
      '  · Namespace old is kept: A Namespace is deleted only when it is named',
      'The policies open and close nothing over the pods that run now',
    ]);
    expect(ctx.output).toHaveBeenCalledWith('create', 1);
    expect(ctx.output).toHaveBeenCalledWith('remove', 1);
    expect(ctx.output).toHaveBeenCalledWith('hasConflicts', true);
    expect(ctx.output).toHaveBeenCalledWith('conflicts', [
      'NetworkPolicy matrix/redis-access',
    ]);
  });

  it('plans the stored spec of a Matrix cluster, or an earlier one', async () => {
    const { planStack } = await run({ matrixCluster: 'chat-eu', specId: 7 });
    expect(planStack).toHaveBeenCalledWith(
      'chat-eu',
      expect.objectContaining({ spec: undefined, specId: 7 }),
    );
  });

  it('fails on conflicts only where asked to', async () => {
    await expect(
      run({ matrixCluster: 'chat-eu', failOn: 'conflicts' }),
    ).rejects.toThrow(
      "chat-eu can't be applied as it is: 1 objects in conflict",
    );
  });

  describe('asked to fail on changes', () => {
    const answer = (
      planned: PlannedObject[],
      removed: StackPlan['removals'],
    ): StackPlan => ({
      ...plan,
      objects: planned,
      removals: removed,
      counts: countPlan(planned, removed),
    });
    const input = { matrixCluster: 'chat-eu', failOn: 'changes' };

    it('counts what the spec no longer has', async () => {
      await expect(run(input, answer([], removals))).rejects.toThrow(
        'chat-eu is not as its spec says: 0 objects to create, 0 to change, 1 no longer in the spec',
      );
    });

    it('counts what an uninstall would delete', async () => {
      await expect(
        run({ ...input, target: 'uninstall' }, answer([], removals)),
      ).rejects.toThrow('An uninstall of chat-eu would delete 1 objects');
    });

    it('goes on where all is as it should be, and only what is to be kept stays', async () => {
      const kept = removals.filter(({ action }) => action === 'keep');
      const { ctx } = await run(input, answer([objects[0]], kept));
      expect(ctx.output).toHaveBeenCalledWith('remove', 0);
    });
  });

  it('refuses a Matrix cluster beside a spec, rather than to plan one of the two', async () => {
    await expect(run({ spec, matrixCluster: 'chat-us' })).rejects.toMatchObject(
      {
        name: 'InputError',
        message:
          "spec is of 'chat-eu' and matrixCluster is 'chat-us', but only one of the two is accepted",
      },
    );
  });

  it('needs to know what to plan', async () => {
    await expect(run({})).rejects.toThrow(
      'Neither spec nor matrixCluster is given',
    );
  });

  it('passes on why there is no plan', async () => {
    const action = createStackPlanAction(async () =>
      fakeApi({
        planStack: async () => {
          throw new NotFoundError('There is no spec 7 of chat-eu');
        },
      }),
    );
    await expect(
      action.handler(
        createMockActionContext({
          input: { matrixCluster: 'chat-eu', specId: 7 },
        }),
      ),
    ).rejects.toThrow('There is no spec 7 of chat-eu');
  });
});
