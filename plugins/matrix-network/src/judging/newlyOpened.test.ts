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
  flowChangesOf,
  NetworkPolicy,
} from '@matrix-network/backstage-plugin-matrix-network-common';
import { debugPolicy, healthySnapshot, specOf } from '../__testUtils__';
import { judgeInPage } from './judgeInPage';
import { endOfTitle, isAgainstContract, newlyOpened } from './newlyOpened';

const spec = specOf();
const network = healthySnapshot(spec);
const withDebug = [...network.networkPolicies, debugPolicy];

const openAll: NetworkPolicy = {
  ...debugPolicy,
  metadata: { ...debugPolicy.metadata, name: 'open-all' },
  spec: {
    podSelector: {},
    policyTypes: ['Ingress', 'Egress'],
    ingress: [{}],
    egress: [{}],
  },
};

describe('endOfTitle', () => {
  it('knows every end that the evaluator names but for addresses', () => {
    const { opened } = flowChangesOf(network, spec, [
      ...network.networkPolicies,
      openAll,
    ]);
    const titles = new Set(
      opened.flatMap(({ source, destination }) => [source, destination]),
    );
    const unknown = [...titles].filter(title => !endOfTitle(title));
    expect(unknown.sort()).toEqual(['private addresses', 'reserved addresses']);
    expect(titles.size).toBeGreaterThan(20);
  });
});

describe('newlyOpened', () => {
  it('names pairs that a policy opens against the contract, and only those', async () => {
    const { changes, against } = await judgeInPage.changes(
      network,
      spec,
      withDebug,
    );
    const alarming = changes.opened
      .filter(change => isAgainstContract(change, against))
      .map(({ source }) => source);
    const others = changes.opened
      .filter(change => !isAgainstContract(change, against))
      .map(({ source }) => source);
    expect(alarming).toContain('pods of any other namespace');
    expect(alarming).toContain('Prometheus');
    // The contract says nothing of this operator and the database.
    expect(others).toContain('MinIO operator');
  });

  it('leaves out what was open before', () => {
    const drifted = connectivityMatrix(
      { ...network, networkPolicies: withDebug },
      spec,
    );
    expect(newlyOpened(drifted, drifted)).toEqual([]);
  });
});
