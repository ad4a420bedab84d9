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

/** A cell of a grid, counted from 0. */
export interface GridPosition {
  row: number;
  column: number;
}

/** Whether there is a cell at a place, by row and column. */
export type GridCells = readonly (readonly boolean[])[];

/** Cells that a page key goes over. */
const pageStep = 8;

function has(cells: GridCells, { row, column }: GridPosition): boolean {
  return cells[row]?.[column] ?? false;
}

/** All cells from a place on in a direction, nearest first. */
function ahead(
  cells: GridCells,
  from: GridPosition,
  [down, right]: readonly [number, number],
): GridPosition[] {
  const found: GridPosition[] = [];
  let row = from.row + down;
  let column = from.column + right;
  while (row >= 0 && row < cells.length && column >= 0) {
    if (column >= cells[row].length) {
      break;
    }
    if (has(cells, { row, column })) {
      found.push({ row, column });
    }
    row += down;
    column += right;
  }
  return found;
}

function every(cells: GridCells): GridPosition[] {
  return cells.flatMap((columns, row) =>
    columns.flatMap((present, column) => (present ? [{ row, column }] : [])),
  );
}

const directions: Partial<Record<string, readonly [number, number]>> = {
  ArrowUp: [-1, 0],
  ArrowDown: [1, 0],
  ArrowLeft: [0, -1],
  ArrowRight: [0, 1],
  PageUp: [-1, 0],
  PageDown: [1, 0],
};

/** The first cell of a grid; undefined where it has none. */
export function firstCell(cells: GridCells): GridPosition | undefined {
  return every(cells)[0];
}

/**
 * Where a key leads to in a grid, over places where there is no cell; undefined
 * for other keys. At the edge it stays where it is.
 */
export function moveInGrid(
  cells: GridCells,
  from: GridPosition,
  key: string,
  withControl: boolean,
): GridPosition | undefined {
  if (key === 'Home' || key === 'End') {
    const candidates = withControl
      ? every(cells)
      : every(cells).filter(({ row }) => row === from.row);
    return candidates[key === 'Home' ? 0 : candidates.length - 1] ?? from;
  }
  const direction = directions[key];
  if (!direction || withControl) {
    return undefined;
  }
  const way = ahead(cells, from, direction);
  const step = key.startsWith('Page') ? pageStep : 1;
  return way[Math.min(step, way.length) - 1] ?? from;
}
