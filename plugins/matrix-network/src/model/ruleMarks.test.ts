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
  connectivityMatrix,
  Direction,
} from '@matrix-network/backstage-plugin-matrix-network-common';
import { healthySnapshot, specOf } from '../__testUtils__';
import { markedPolicies } from './ruleMarks';

const spec = specOf();
const matrix = connectivityMatrix(healthySnapshot(spec), spec);

function marksOf(source: string, destination: string, direction: Direction) {
  const cell = matrix.cells.find(
    one => one.source === source && one.destination === destination,
  );
  const verdict = cell?.ports[0].example.verdict[direction];
  return verdict && markedPolicies(verdict, direction);
}

describe('markedPolicies', () => {
  it('points at the peer and the port that let a flow through', () => {
    expect(marksOf('synapse-main', 'key-vault', 'ingress')).toEqual([
      {
        policy: {
          kind: 'NetworkPolicy',
          namespace: 'matrix',
          name: 'key-vault-isolation',
        },
        marks: [
          {
            path: 'spec.ingress[0].from[0]',
            tone: 'good',
            note: 'lets it through',
          },
          {
            path: 'spec.ingress[0].ports[0]',
            tone: 'good',
            note: 'on this port',
          },
        ],
      },
    ]);
  });

  it('says how every rule of every isolating policy misses', () => {
    const marked = marksOf('synapse-li', 'key-vault', 'ingress');
    expect(marked?.map(({ policy }) => policy.name).sort()).toEqual([
      'default-deny-all',
      'key-vault-isolation',
    ]);
    expect(
      marked?.find(({ policy }) => policy.name === 'key-vault-isolation')
        ?.marks,
    ).toEqual([
      {
        path: 'spec.ingress[0]',
        tone: 'warning',
        note: 'its peers do not fit',
      },
    ]);
  });

  it('points at nothing where no policy has a say', () => {
    expect(
      markedPolicies(
        { outcome: 'notIsolated', reason: 'noPolicySelects' },
        'egress',
      ),
    ).toEqual([]);
  });

  it("points at an administrator's rule that denies, before what isolates", () => {
    const policy = { kind: 'AdminNetworkPolicy', name: 'org' } as const;
    expect(
      markedPolicies(
        {
          outcome: 'denied',
          by: [],
          denyRule: { policy, ruleIndex: 2, path: 'spec.egress[2].to[0]' },
        },
        'egress',
      ),
    ).toEqual([
      {
        policy,
        marks: [
          { path: 'spec.egress[2].to[0]', tone: 'bad', note: 'denies it' },
        ],
      },
    ]);
  });
});
