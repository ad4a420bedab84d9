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
  stageIds,
} from '@matrix-network/backstage-plugin-matrix-network-common';
import { stackOf } from '../__testUtils__/stacks';
import { runByNeeds, stageNeeds, stagesBehind } from './stageNeeds';

const { stages } = stackOf(...stageIds.map(id => ({ id })));

/** Runs the stages, each of them until it is told to end. */
function running() {
  const ends = new Map<string, (error?: Error) => void>();
  const run = ({ id }: Stage) =>
    new Promise<void>((resolve, reject) => {
      ends.set(id, error => (error ? reject(error) : resolve()));
    });
  const outcome = runByNeeds(stages, run).then(
    () => 'all are through',
    (error: Error) => error.message,
  );
  const settled = () => new Promise(setImmediate);
  return {
    begun: async () => {
      await settled();
      return [...ends.keys()];
    },
    end: (id: string) => ends.get(id)?.(),
    fail: (id: string) => ends.get(id)?.(new Error(`${id} failed`)),
    outcome,
  };
}

it('lets a stage begin as soon as those that it needs are through', async () => {
  const { begun, end, outcome } = running();

  expect(await begun()).toEqual(['namespaces']);
  end('namespaces');
  const sideBySide = [
    'namespaces',
    'cert-manager',
    'policies',
    'ingress-controller',
    'monitoring',
  ];
  expect(await begun()).toEqual(sideBySide);
  end('cert-manager');
  expect(await begun()).toEqual([...sideBySide, 'issuers']);
  end('issuers');
  end('policies');
  end('monitoring');
  expect(await begun()).toEqual([...sideBySide, 'issuers']);
  end('ingress-controller');
  expect(await begun()).toEqual([...sideBySide, 'issuers', 'certificates']);
  end('certificates');
  expect((await begun()).at(-1)).toBe('default-deny');
  end('default-deny');
  await expect(outcome).resolves.toBe('all are through');
});

it('counts the stages that have to come one after another once one is through', () => {
  expect(
    Object.fromEntries(
      stages.map(stage => [stage.id, stagesBehind(stage, stages)]),
    ),
  ).toEqual({
    namespaces: 4,
    policies: 2,
    'ingress-controller': 2,
    'cert-manager': 3,
    issuers: 2,
    certificates: 1,
    monitoring: 1,
    'default-deny': 0,
  });
});

it('denies only when all that allows is in', () => {
  const needs = stageNeeds(stages[stages.length - 1], stages);

  expect(needs.map(({ id }) => id)).toEqual(stageIds.slice(0, -1));
});

it('begins nothing that needs a stage that failed, and lets the others end', async () => {
  const { begun, end, fail, outcome } = running();
  await begun();
  end('namespaces');
  await begun();
  fail('ingress-controller');
  end('cert-manager');
  expect(await begun()).toContain('issuers');
  end('policies');
  end('monitoring');
  end('issuers');

  await expect(outcome).resolves.toBe('ingress-controller failed');
  expect(await begun()).not.toContain('certificates');
  expect(await begun()).not.toContain('default-deny');
});
