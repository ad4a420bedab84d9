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
import { driftedSnapshot, specOf } from '../__testUtils__';
import { countKinds, matrixView, noFilter } from './matrixView';

const spec = specOf();
const matrix = connectivityMatrix(driftedSnapshot(spec), spec);

const titles = (ends: readonly { title: string }[]) =>
  ends.map(({ title }) => title);

describe('matrixView', () => {
  it('shows every cell where nothing is filtered', () => {
    const { sources, destinations, rows } = matrixView(matrix, noFilter);
    expect(sources).toHaveLength(matrix.ends.length);
    expect(destinations).toHaveLength(matrix.ends.length);
    expect(rows.flat().filter(cell => cell)).toHaveLength(matrix.cells.length);
  });

  it('leaves nothing but violations, and the rows and columns that have some', () => {
    const view = matrixView(matrix, { ...noFilter, onlyViolations: true });
    expect(titles(view.destinations)).toEqual([
      'key_vault',
      'PostgreSQL (main)',
      'Redis',
    ]);
    expect(titles(view.sources)).toContain('Pods of other namespaces');
    expect(titles(view.sources)).not.toContain('Element Web');
    const states = view.rows.flat().flatMap(cell => cell?.state ?? []);
    expect(new Set(states)).toEqual(new Set(['violation']));
  });

  it('hides neighbours, and keeps strangers', () => {
    const view = matrixView(matrix, { ...noFilter, hideNeighbours: true });
    expect(titles(view.sources)).not.toContain('Prometheus');
    expect(titles(view.sources)).toContain('The internet');
  });

  it('finds a workload by a part of its name: its row and its column', () => {
    const view = matrixView(matrix, { ...noFilter, query: ' KEY_v' });
    const row = titles(view.sources).indexOf('key_vault');
    const column = titles(view.destinations).indexOf('key_vault');
    expect(view.sources.length).toBeGreaterThan(20);
    const elsewhere = view.rows.flatMap((cells, at) =>
      cells.filter((cell, index) => cell && at !== row && index !== column),
    );
    expect(elsewhere).toEqual([]);
    expect(view.rows[row].filter(cell => cell).length).toBeGreaterThan(10);
  });

  it('is empty where nothing matches', () => {
    const view = matrixView(matrix, { ...noFilter, query: 'no such' });
    expect(view).toEqual({ sources: [], destinations: [], rows: [] });
  });
});

describe('countKinds', () => {
  it('counts every cell once', () => {
    const counts = Object.values(countKinds(matrix.cells));
    expect(counts.reduce((sum, count) => sum + count, 0)).toBe(
      matrix.cells.length,
    );
    expect(countKinds(matrix.cells).violationBlocked).toBe(6);
  });
});
