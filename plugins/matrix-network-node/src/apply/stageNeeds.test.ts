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
  const mayWait = new Map<string, () => Promise<unknown>>();
  const run = ({ id }: Stage, whenToWait: () => Promise<unknown>) =>
    new Promise<void>((resolve, reject) => {
      mayWait.set(id, whenToWait);
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
    mayWait: async (id: string) => {
      const pending = new Promise(resolve =>
        setImmediate(() => resolve('not yet')),
      );
      return Promise.race([
        mayWait
          .get(id)?.()
          .then(
            () => 'now',
            (error: Error) => error.message,
          ),
        pending,
      ]);
    },
    outcome,
  };
}

it('lets a stage begin as soon as those that it needs are through', async () => {
  const { begun, end, outcome } = running();

  expect(await begun()).toEqual(['namespaces']);
  end('namespaces');
  const sideBySide = [
    'namespaces',
    'policies',
    'ingress-controller',
    'cert-manager',
    'monitoring',
  ];
  expect(await begun()).toEqual(sideBySide);
  end('cert-manager');
  expect(await begun()).toEqual([...sideBySide, 'issuers']);
  end('policies');
  end('monitoring');
  expect(await begun()).toEqual([...sideBySide, 'issuers']);
  end('ingress-controller');
  const all = [...sideBySide, 'issuers', 'certificates', 'default-deny'];
  expect(await begun()).toEqual(all);
  end('issuers');
  end('certificates');
  end('default-deny');
  await expect(outcome).resolves.toBe('all are through');
});

it('waits for certificates only once their issuers are ready', async () => {
  const { begun, end, mayWait } = running();
  await begun();
  end('namespaces');
  await begun();
  expect(await mayWait('cert-manager')).toBe('now');
  end('cert-manager');
  end('policies');
  end('ingress-controller');
  expect(await begun()).toContain('certificates');

  expect(await mayWait('certificates')).toBe('not yet');
  end('issuers');
  expect(await mayWait('certificates')).toBe('now');
});

it('waits for no certificate of an issuer that failed', async () => {
  const { begun, end, fail, mayWait } = running();
  await begun();
  end('namespaces');
  await begun();
  ['cert-manager', 'policies', 'ingress-controller'].forEach(end);
  await begun();
  fail('issuers');

  expect(await mayWait('certificates')).toBe('issuers failed');
});

it('counts the stages that have to come one after another once one is through', () => {
  expect(
    Object.fromEntries(
      stages.map(stage => [stage.id, stagesBehind(stage, stages)]),
    ),
  ).toEqual({
    namespaces: 2,
    policies: 1,
    'ingress-controller': 1,
    'cert-manager': 1,
    issuers: 0,
    certificates: 0,
    monitoring: 0,
    'default-deny': 0,
  });
});

it('denies when all that flows go through is in, and waits for no certificate', () => {
  const needs = stageNeeds(stages[stages.length - 1], stages);

  expect(needs.map(({ id }) => id)).toEqual([
    'namespaces',
    'policies',
    'ingress-controller',
  ]);
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
