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

import { makeStyles } from '@material-ui/core/styles';
import { ConnectivityCell } from '@matrix-network/backstage-plugin-matrix-network-common';
import { KeyboardEvent, MouseEvent, useMemo, useRef, useState } from 'react';
import { FlowEnds } from '../../hooks';
import { firstCell, GridPosition, MatrixView, moveInGrid } from '../../model';
import { beginsGroup, cellSize, MatrixRow } from './MatrixRow';

const useStyles = makeStyles(theme => ({
  // Scrolls by itself, so that titles stay in sight on a narrow screen.
  box: {
    overflow: 'auto',
    width: 'fit-content',
    maxWidth: '100%',
    maxHeight: 'max(420px, 85vh)',
    // What gets the focus is not left below the titles.
    scrollPadding: '190px 40px 40px 190px',
    border: `1px solid ${theme.palette.divider}`,
    borderRadius: theme.shape.borderRadius,
  },
  // Collapsed borders would scroll away from under what is sticky.
  table: {
    borderCollapse: 'separate',
    borderSpacing: 0,
    fontSize: theme.typography.pxToRem(13),
  },
  corner: {
    position: 'sticky',
    top: 0,
    left: 0,
    zIndex: 3,
    minWidth: 120,
    padding: theme.spacing(1),
    verticalAlign: 'bottom',
    textAlign: 'right',
    fontWeight: 'normal',
    whiteSpace: 'nowrap',
    color: theme.palette.text.secondary,
    backgroundColor: theme.palette.background.paper,
    borderRight: `1px solid ${theme.palette.divider}`,
    borderBottom: `1px solid ${theme.palette.divider}`,
  },
  column: {
    position: 'sticky',
    top: 0,
    zIndex: 2,
    width: cellSize,
    minWidth: cellSize,
    padding: theme.spacing(1, 0),
    verticalAlign: 'bottom',
    fontWeight: 500,
    backgroundColor: theme.palette.background.paper,
    borderBottom: `1px solid ${theme.palette.divider}`,
  },
  columnTitle: {
    writingMode: 'vertical-rl',
    transform: 'rotate(180deg)',
    whiteSpace: 'nowrap',
    lineHeight: `${cellSize - 1}px`,
  },
  groupBefore: { borderLeft: `2px solid ${theme.palette.text.secondary}` },
}));

function positionOf(target: EventTarget): GridPosition | undefined {
  const cell =
    target instanceof Element
      ? target.closest<HTMLElement>('[data-row]')
      : null;
  return cell
    ? { row: Number(cell.dataset.row), column: Number(cell.dataset.column) }
    : undefined;
}

/** Where a flow stands in what is shown. */
function placeOf(
  view: MatrixView,
  flow: FlowEnds | undefined,
): GridPosition | undefined {
  const row = view.sources.findIndex(({ id }) => id === flow?.source);
  const column = view.destinations.findIndex(
    ({ id }) => id === flow?.destination,
  );
  return view.rows[row]?.[column] ? { row, column } : undefined;
}

/**
 * The matrix as a grid: one stop of the Tab key, arrows between cells, Enter
 * opens one.
 */
export function MatrixGrid(props: {
  view: MatrixView;
  selected?: FlowEnds;
  onOpen: (cell: ConnectivityCell) => void;
}) {
  const classes = useStyles();
  const { view, selected, onOpen } = props;
  const box = useRef<HTMLDivElement>(null);
  // By its ends, so that it stays the same cell when a filter moves it.
  const [last, setLast] = useState<FlowEnds>();
  const present = useMemo(
    () => view.rows.map(row => row.map(cell => cell !== undefined)),
    [view],
  );
  const tabStop = placeOf(view, last) ?? firstCell(present);
  const selectedPlace = placeOf(view, selected);

  const openAt = ({ row, column }: GridPosition) => {
    const cell = view.rows[row]?.[column];
    if (cell) {
      setLast(cell);
      onOpen(cell);
    }
  };

  const onKeyDown = (event: KeyboardEvent) => {
    const from = positionOf(event.target);
    if (!from) {
      return;
    }
    if (event.key === 'Enter' || event.key === ' ') {
      event.preventDefault();
      openAt(from);
      return;
    }
    const to = moveInGrid(
      present,
      from,
      event.key,
      event.ctrlKey || event.metaKey,
    );
    if (to) {
      event.preventDefault();
      const { row, column } = to;
      setLast(view.rows[row]?.[column]);
      box.current
        ?.querySelector<HTMLElement>(
          `[data-row="${row}"][data-column="${column}"]`,
        )
        ?.focus();
    }
  };

  const onClick = (event: MouseEvent) => {
    const place = positionOf(event.target);
    if (place) {
      openAt(place);
    }
  };

  return (
    <div className={classes.box} ref={box}>
      {/* ARIA's grid on a table is what the specification shows; one of its cells has the focus and the keys, which the rule can't see. */}
      {/* eslint-disable-next-line jsx-a11y/no-noninteractive-element-to-interactive-role */}
      <table
        role="grid"
        className={classes.table}
        aria-label="Who reaches whom"
        aria-readonly="true"
        aria-rowcount={view.sources.length + 1}
        aria-colcount={view.destinations.length + 1}
        onKeyDown={onKeyDown}
        onClick={onClick}
      >
        <thead>
          <tr role="row" aria-rowindex={1}>
            <th
              role="columnheader"
              scope="col"
              aria-colindex={1}
              className={classes.corner}
            >
              From ↓ to →
            </th>
            {view.destinations.map((destination, column) => (
              <th
                key={destination.id}
                role="columnheader"
                scope="col"
                aria-colindex={column + 2}
                className={`${classes.column} ${
                  beginsGroup(view.destinations, column)
                    ? classes.groupBefore
                    : ''
                }`}
              >
                <span className={classes.columnTitle}>{destination.title}</span>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {view.sources.map((source, row) => (
            <MatrixRow
              key={source.id}
              index={row}
              source={source}
              destinations={view.destinations}
              cells={view.rows[row]}
              beginsGroup={beginsGroup(view.sources, row)}
              tabColumn={tabStop?.row === row ? tabStop.column : undefined}
              selectedColumn={
                selectedPlace?.row === row ? selectedPlace.column : undefined
              }
            />
          ))}
        </tbody>
      </table>
    </div>
  );
}
