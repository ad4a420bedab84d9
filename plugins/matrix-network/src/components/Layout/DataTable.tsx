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

/** One column of a {@link DataTable}. */
export interface DataColumn<T> {
  title: string;
  render: (row: T) => ReactNode;
  align?: 'left' | 'right';
  /** For states and numbers, which read badly when broken. */
  noWrap?: boolean;
  /** Names the row for screen readers. */
  isRowHeader?: boolean;
}

const useStyles = makeStyles(theme => ({
  head: {
    whiteSpace: 'nowrap',
    color: theme.palette.text.secondary,
    fontWeight: 500,
    borderBottomColor: theme.palette.divider,
    padding: theme.spacing(1, 1.5),
  },
  cell: {
    verticalAlign: 'top',
    padding: theme.spacing(1, 1.5),
    fontWeight: 'normal',
    wordBreak: 'normal',
    lineHeight: 1.43,
    overflowWrap: 'break-word',
  },
  noWrap: { whiteSpace: 'nowrap' },
}));

/** A plain table with a caption for screen readers; scrolls sideways where it must. */
export function DataTable<T>(props: {
  label: string;
  columns: readonly DataColumn<T>[];
  rows: readonly T[];
  rowKey: (row: T) => string;
}) {
  const classes = useStyles();
  const { label, columns, rows, rowKey } = props;
  return (
    <TableContainer tabIndex={0} role="group" aria-label={`${label}, table`}>
      <Table size="small" aria-label={label}>
        <TableHead>
          <TableRow>
            {columns.map(column => (
              <TableCell
                key={column.title}
                align={column.align}
                scope="col"
                className={classes.head}
              >
                {column.title}
              </TableCell>
            ))}
          </TableRow>
        </TableHead>
        <TableBody>
          {rows.map(row => (
            <TableRow key={rowKey(row)} hover>
              {columns.map(column => (
                <TableCell
                  key={column.title}
                  align={column.align}
                  className={`${classes.cell} ${
                    column.noWrap ? classes.noWrap : ''
                  }`}
                  {...(column.isRowHeader
                    ? { component: 'th', scope: 'row' }
                    : {})}
                >
                  {column.render(row)}
                </TableCell>
              ))}
            </TableRow>
          ))}
        </TableBody>
      </Table>
    </TableContainer>
  );
}
