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

import { describePlan } from './describePlan';
import { StackPlan } from './StackPlan';

const plan: StackPlan = {
  matrixCluster: 'chat',
  kubernetesCluster: 'prod',
  counts: {
    create: 0,
    offline: 0,
    change: 0,
    unchanged: 14,
    conflict: 0,
    undecided: 0,
    refused: 0,
    remove: 1,
  },
  objects: [],
  removals: [
    {
      stage: 'policies',
      object: 'NetworkPolicy matrix/old',
      action: 'delete',
    },
  ],
  flowChanges: { opened: [], closed: [], rows: [], truncated: false },
  warnings: [],
  uses: [],
  neighbours: [],
};

describe('describePlan', () => {
  it('counts and names what a prune would delete', () => {
    const [counts, ...lines] = describePlan(plan).split('\n');
    expect(counts).toMatch(/ 0 undecided, 1 that a prune would delete$/);
    expect(lines).toContain('  - NetworkPolicy matrix/old');
  });

  it('says what else is to be known of an object, though nothing would change', () => {
    const text = describePlan({
      ...plan,
      objects: [
        {
          stage: 'ingress-controller',
          object: 'Deployment a/b',
          plan: { action: 'unchanged' },
          note: 'its replicas stay as they are',
        },
      ],
    });
    expect(text.split('\n')).toContain(
      '  i Deployment a/b: its replicas stay as they are',
    );
  });

  it('names fields in conflict with their owners, as far as they can be read', () => {
    const text = describePlan({
      ...plan,
      objects: [
        {
          stage: 'ingress-controller',
          object: 'Deployment a/b',
          plan: {
            action: 'conflict',
            conflicts: Array.from({ length: 12 }, (_, index) => ({
              object: 'Deployment a/b',
              field: `.spec.f${index}`,
              manager: 'helm',
            })),
          },
        },
      ],
    }).split('\n');
    expect(text).toContain('  ! Deployment a/b: .spec.f9 belongs to helm');
    expect(text).toContain('  ! Deployment a/b: and 2 more fields');
    expect(text.filter(line => line.startsWith('  !'))).toHaveLength(11);
  });

  it('gives no number where nothing is recorded', () => {
    const unknown = describePlan(
      {
        ...plan,
        counts: { ...plan.counts, remove: 0 },
        removals: [],
      },
      { removals: 'unknown' },
    );
    expect(unknown).toMatch(
      /^.* 0 undecided, what a prune would delete is not known here\n/,
    );
    expect(unknown).not.toMatch(/\d+ that a prune/);
  });

  it('says what would be deleted, but may not be', () => {
    const text = describePlan({
      ...plan,
      removals: [
        {
          stage: 'namespaces',
          object: 'Namespace matrix',
          action: 'delete',
          forbidden: { verb: 'delete', resource: 'namespaces' },
        },
      ],
    });

    expect(text.split('\n')).toContain(
      '  ✘ Namespace matrix may not be deleted: the portal lacks delete on namespaces',
    );
  });
});
