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

import IconButton from '@material-ui/core/IconButton';
import TableCell from '@material-ui/core/TableCell';
import TableRow from '@material-ui/core/TableRow';
import { makeStyles } from '@material-ui/core/styles';
import ExpandMoreIcon from '@material-ui/icons/ExpandMore';
import { useId, useState } from 'react';
import type { DataColumn, RowDetails } from './DataTable';

const useStyles = makeStyles(theme => ({
  cell: {
    verticalAlign: 'top',
    padding: theme.spacing(1, 1.5),
    fontWeight: 'normal',
    wordBreak: 'normal',
    lineHeight: 1.43,
    overflowWrap: 'break-word',
  },
  noWrap: { whiteSpace: 'nowrap' },
  followed: { borderBottom: 'none' },
  opener: { padding: theme.spacing(0.25, 1) },
  icon: { transition: theme.transitions.create('transform') },
  open: { transform: 'rotate(180deg)' },
}));

/** A row of a DataTable; with details, a button in it opens a second row below. */
export function DataRow<T>(props: {
  row: T;
  columns: readonly DataColumn<T>[];
  details?: RowDetails<T>;
}) {
  const classes = useStyles();
  const detailsId = useId();
  const { row, columns, details } = props;
  const [open, setOpen] = useState(details?.isOpen?.(row) ?? false);
  const below = open ? classes.followed : '';
  return (
    <>
      <TableRow>
        {columns.map(column => (
          <TableCell
            key={column.title}
            align={column.align}
            className={`${classes.cell} ${below} ${
              column.noWrap ? classes.noWrap : ''
            }`}
            {...(column.isRowHeader ? { component: 'th', scope: 'row' } : {})}
          >
            {column.render(row)}
          </TableCell>
        ))}
        {details && (
          <TableCell className={`${classes.cell} ${classes.opener} ${below}`}>
            <IconButton
              size="small"
              aria-label={details.label(row)}
              aria-expanded={open}
              aria-controls={open ? detailsId : undefined}
              onClick={() => setOpen(!open)}
            >
              <ExpandMoreIcon
                className={`${classes.icon} ${open ? classes.open : ''}`}
              />
            </IconButton>
          </TableCell>
        )}
      </TableRow>
      {details && open && (
        <TableRow id={detailsId}>
          <TableCell className={classes.cell} colSpan={columns.length + 1}>
            {details.render(row)}
          </TableCell>
        </TableRow>
      )}
    </>
  );
}
