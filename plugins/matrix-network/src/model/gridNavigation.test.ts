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

import { firstCell, GridCells, moveInGrid } from './gridNavigation';

/** `x` is a cell, `.` is none. */
function grid(...rows: string[]): GridCells {
  return rows.map(row => [...row].map(letter => letter === 'x'));
}

const cells = grid(
  '.xx.x', //
  'x.xx.',
  'xx.xx',
);

const at = (row: number, column: number) => ({ row, column });

describe('moveInGrid', () => {
  it.each([
    ['ArrowRight', at(0, 2), at(0, 4)],
    ['ArrowLeft', at(1, 2), at(1, 0)],
    ['ArrowDown', at(0, 1), at(2, 1)],
    ['ArrowUp', at(2, 4), at(0, 4)],
  ])('%s goes over places without a cell', (key, from, to) => {
    expect(moveInGrid(cells, from, key, false)).toEqual(to);
  });

  it('stays at the edge', () => {
    expect(moveInGrid(cells, at(0, 4), 'ArrowRight', false)).toEqual(at(0, 4));
    expect(moveInGrid(cells, at(0, 1), 'ArrowUp', false)).toEqual(at(0, 1));
  });

  it('goes to the ends of a row, and of the grid', () => {
    expect(moveInGrid(cells, at(1, 2), 'Home', false)).toEqual(at(1, 0));
    expect(moveInGrid(cells, at(1, 2), 'End', false)).toEqual(at(1, 3));
    expect(moveInGrid(cells, at(1, 2), 'Home', true)).toEqual(at(0, 1));
    expect(moveInGrid(cells, at(1, 2), 'End', true)).toEqual(at(2, 4));
  });

  it('pages by several cells', () => {
    const tall = grid(...Array.from({ length: 20 }, () => 'x'));
    expect(moveInGrid(tall, at(0, 0), 'PageDown', false)).toEqual(at(8, 0));
    expect(moveInGrid(tall, at(18, 0), 'PageDown', false)).toEqual(at(19, 0));
  });

  it('leaves other keys alone', () => {
    expect(moveInGrid(cells, at(0, 1), 'Tab', false)).toBeUndefined();
    expect(moveInGrid(cells, at(0, 1), 'ArrowDown', true)).toBeUndefined();
  });
});

describe('firstCell', () => {
  it('is the first that there is', () => {
    expect(firstCell(cells)).toEqual(at(0, 1));
    expect(firstCell(grid('..', '..'))).toBeUndefined();
  });
});
