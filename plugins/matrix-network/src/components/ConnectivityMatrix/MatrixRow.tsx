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
import {
  ConnectivityCell,
  ConnectivityEnd,
} from '@matrix-network/backstage-plugin-matrix-network-common';
import { memo } from 'react';
import { cellText, kindOfCell, portsDiffer } from '../../model';
import { toneGround } from '../Status';
import { CellMark } from './CellMark';

/** Width and height of a cell. */
export const cellSize = 30;

const useStyles = makeStyles(theme => ({
  title: {
    position: 'sticky',
    left: 0,
    zIndex: 1,
    height: cellSize,
    padding: theme.spacing(0, 1.5, 0, 1),
    textAlign: 'right',
    fontWeight: 500,
    whiteSpace: 'nowrap',
    backgroundColor: theme.palette.background.paper,
    borderRight: `1px solid ${theme.palette.divider}`,
    'tr:hover > &': { textDecoration: 'underline' },
  },
  cell: {
    position: 'relative',
    width: cellSize,
    minWidth: cellSize,
    height: cellSize,
    padding: 0,
    textAlign: 'center',
    borderBottom: `1px solid ${theme.palette.divider}`,
    borderRight: `1px solid ${theme.palette.divider}`,
  },
  live: {
    cursor: 'pointer',
    '&:hover': { backgroundColor: theme.palette.action.hover },
    '&:focus': {
      outline: `2px solid ${theme.palette.text.primary}`,
      outlineOffset: -2,
    },
  },
  selected: {
    outline: `2px solid ${theme.palette.primary.main}`,
    outlineOffset: -2,
  },
  violation: { backgroundColor: toneGround(theme, 'bad') },
  differs: {
    '&::after': {
      content: '""',
      position: 'absolute',
      top: 0,
      right: 0,
      borderStyle: 'solid',
      borderWidth: '0 8px 8px 0',
      borderColor: `transparent ${theme.palette.text.secondary} transparent transparent`,
    },
  },
  mark: { display: 'block', margin: 'auto' },
  /** Between the Matrix namespace, its neighbours, and strangers. */
  groupAbove: { borderTop: `2px solid ${theme.palette.text.secondary}` },
  groupBefore: { borderLeft: `2px solid ${theme.palette.text.secondary}` },
}));

/** Whether an end is the first of its kind in a list, but not of the list. */
export function beginsGroup(
  ends: readonly ConnectivityEnd[],
  index: number,
): boolean {
  return index > 0 && ends[index].kind !== ends[index - 1].kind;
}

interface MatrixRowProps {
  index: number;
  source: ConnectivityEnd;
  destinations: readonly ConnectivityEnd[];
  cells: readonly (ConnectivityCell | undefined)[];
  beginsGroup: boolean;
  /** Column of the cell that Tab leads to, where it is in this row. */
  tabColumn?: number;
  /** Column of the cell that is opened. */
  selectedColumn?: number;
}

/** What one end reaches of all others. */
export const MatrixRow = memo(function Row(props: MatrixRowProps) {
  const classes = useStyles();
  const { index, source, destinations, cells } = props;
  const above = props.beginsGroup ? classes.groupAbove : '';
  return (
    <tr role="row" aria-rowindex={index + 2}>
      <th
        role="rowheader"
        scope="row"
        className={`${classes.title} ${above}`}
        aria-colindex={1}
      >
        {source.title}
      </th>
      {destinations.map((destination, column) => {
        const cell = cells[column];
        const before = beginsGroup(destinations, column)
          ? classes.groupBefore
          : '';
        const common = `${classes.cell} ${above} ${before}`;
        if (!cell) {
          return (
            <td
              key={destination.id}
              role="gridcell"
              aria-colindex={column + 2}
              aria-label="Nothing to say"
              className={common}
            />
          );
        }
        return (
          <td
            key={destination.id}
            role="gridcell"
            aria-colindex={column + 2}
            aria-label={`${source.title} to ${destination.title}: ${cellText(
              cell,
            )}`}
            aria-selected={column === props.selectedColumn || undefined}
            tabIndex={column === props.tabColumn ? 0 : -1}
            data-row={index}
            data-column={column}
            className={[
              common,
              classes.live,
              cell.state === 'violation' ? classes.violation : '',
              portsDiffer(cell) ? classes.differs : '',
              column === props.selectedColumn ? classes.selected : '',
            ].join(' ')}
          >
            <CellMark kind={kindOfCell(cell)} className={classes.mark} />
          </td>
        );
      })}
    </tr>
  );
});
