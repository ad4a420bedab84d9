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
import { cellKinds, cellKindWords, countKinds } from '../../model';
import { CellMark } from './CellMark';

const useStyles = makeStyles(theme => ({
  root: {
    display: 'flex',
    flexWrap: 'wrap',
    gap: theme.spacing(0.5, 2.5),
    margin: theme.spacing(0, 0, 1.5),
    padding: 0,
    listStyle: 'none',
  },
  item: { display: 'flex', alignItems: 'center', gap: theme.spacing(0.75) },
  count: { color: theme.palette.text.secondary },
  corner: {
    width: 18,
    height: 18,
    border: `1px solid ${theme.palette.divider}`,
    background: `linear-gradient(225deg, ${theme.palette.text.secondary} 30%, transparent 31%)`,
    // Else it begins anew beneath the border.
    backgroundClip: 'padding-box',
  },
}));

/** What the marks of the matrix mean, and how many there are of each. */
export function MatrixLegend(props: { cells: readonly ConnectivityCell[] }) {
  const classes = useStyles();
  const counts = countKinds(props.cells);
  return (
    <ul className={classes.root} aria-label="Legend">
      {cellKinds.map(kind => (
        <li key={kind} className={classes.item}>
          <CellMark kind={kind} />
          <span>
            {cellKindWords[kind].word}{' '}
            <span className={classes.count}>({counts[kind]})</span>
          </span>
        </li>
      ))}
      <li className={classes.item}>
        <span className={classes.corner} aria-hidden="true" />
        Ports differ
      </li>
    </ul>
  );
}
