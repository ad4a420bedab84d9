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

import { connectivityMatrix } from '@matrix-network/backstage-plugin-matrix-network-common';
import { driftedSnapshot, healthySnapshot, specOf } from '../__testUtils__';
import { reachOf, ReachedEnd, rowsSpokenOf } from './reach';

const spec = specOf();
const titles = (reached: readonly ReachedEnd[] | undefined) =>
  reached?.map(({ end }) => end.title);

describe('reachOf', () => {
  it('groups who can reach a service, and whom it can reach', () => {
    const reach = reachOf(
      connectivityMatrix(healthySnapshot(spec), spec),
      'key-vault',
    );
    expect(titles(reach?.inbound.allowed)).toEqual(['Synapse (main)']);
    expect(titles(reach?.outbound.allowed)).toEqual([
      'PostgreSQL (main)',
      'Redis',
      'Cluster DNS',
    ]);
    expect(titles(reach?.inbound.blocked)).toContain('A pod without labels');
    expect(reach?.inbound.violations).toEqual([]);
    expect(titles(reach?.inbound.notJudgeable)).toContain('coturn');
  });

  it('puts what is open before what is blocked among violations', () => {
    const reach = reachOf(
      connectivityMatrix(driftedSnapshot(spec), spec),
      'postgresql',
    );
    const kinds = reach?.inbound.violations.map(({ kind }) => kind) ?? [];
    expect(kinds[0]).toBe('violationOpen');
    expect(kinds[kinds.length - 1]).toBe('violationBlocked');
  });

  it('knows nothing of a workload that the spec leaves out', () => {
    const matrix = connectivityMatrix(healthySnapshot(spec), spec);
    expect(reachOf(matrix, 'sygnal')).toBeUndefined();
  });
});

describe('rowsSpokenOf', () => {
  it('leaves out rows about ends that the matrix has not', () => {
    const reach = reachOf(
      connectivityMatrix(healthySnapshot(spec), spec),
      'postgresql',
    );
    const rows = reach && rowsSpokenOf(reach.outbound);
    expect(rows?.has('F29')).toBe(true);
    // To the API server.
    expect(rows?.has('F28')).toBe(false);
  });
});
