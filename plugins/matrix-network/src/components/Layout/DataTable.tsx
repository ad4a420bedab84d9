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

import Table from '@material-ui/core/Table';
import TableBody from '@material-ui/core/TableBody';
import TableCell from '@material-ui/core/TableCell';
import TableContainer from '@material-ui/core/TableContainer';
import TableHead from '@material-ui/core/TableHead';
import TableRow from '@material-ui/core/TableRow';
import { makeStyles } from '@material-ui/core/styles';
import { ReactNode } from 'react';
import { DataRow } from './DataRow';

/** One column of a {@link DataTable}. */
export interface DataColumn<T> {
  title: string;
  render: (row: T) => ReactNode;
  align?: 'left' | 'right';
  /** For states and numbers, which read badly when broken. */
  noWrap?: boolean;
  /** Names the row for screen readers. */
  isRowHeader?: boolean;
  /** A CSS width; with one on any column the others share what is left. */
  width?: number | string;
}

/** What a row of a {@link DataTable} shows when it is opened. */
export interface RowDetails<T> {
  /** Names the button that opens it: "Details of F3". */
  label: (row: T) => string;
  render: (row: T) => ReactNode;
  /** Rows that are open to begin with; none when left out. */
  isOpen?: (row: T) => boolean;
}

/** Narrower than this, a table with set widths scrolls instead of breaking every word. */
const usualMinimum = 640;

const useStyles = makeStyles(theme => ({
  fixed: { tableLayout: 'fixed' },
  head: {
    whiteSpace: 'nowrap',
    color: theme.palette.text.secondary,
    fontWeight: 500,
    borderBottomColor: theme.palette.divider,
    padding: theme.spacing(1, 1.5),
  },
  opener: { width: 56 },
}));

/** A plain table with a caption for screen readers; scrolls sideways where it must. */
export function DataTable<T>(props: {
  label: string;
  columns: readonly DataColumn<T>[];
  rows: readonly T[];
  rowKey: (row: T) => string;
  details?: RowDetails<T>;
  /** For tables of few columns: how narrow they may get. */
  minWidth?: number;
}) {
  const classes = useStyles();
  const { label, columns, rows, rowKey, details } = props;
  const { minWidth = usualMinimum } = props;
  const fixed = columns.some(({ width }) => width !== undefined);
  return (
    <TableContainer tabIndex={0} role="group" aria-label={`${label}, table`}>
      <Table
        size="small"
        aria-label={label}
        className={fixed ? classes.fixed : undefined}
        style={fixed ? { minWidth } : undefined}
      >
        <TableHead>
          <TableRow>
            {columns.map(column => (
              <TableCell
                key={column.title}
                align={column.align}
                scope="col"
                className={classes.head}
                style={{ width: column.width }}
              >
                {column.title}
              </TableCell>
            ))}
            {details && (
              <TableCell
                scope="col"
                className={`${classes.head} ${classes.opener}`}
              >
                Why
              </TableCell>
            )}
          </TableRow>
        </TableHead>
        <TableBody>
          {rows.map(row => (
            <DataRow
              key={rowKey(row)}
              row={row}
              columns={columns}
              details={details}
            />
          ))}
        </TableBody>
      </Table>
    </TableContainer>
  );
}
