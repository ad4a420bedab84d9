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

import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import {
  ContractRow,
  contractRowsOf,
  StackSpec,
} from '@matrix-network/backstage-plugin-matrix-network-common';
import { useMemo } from 'react';
import { expectationWords } from '../../model';

const useStyles = makeStyles(theme => ({
  list: { margin: theme.spacing(0.5, 0, 0), paddingLeft: theme.spacing(2.5) },
}));

/** What the connectivity contract says of two ends, row by row, and why. */
export function ContractBetween(props: {
  rows: readonly string[];
  spec: StackSpec;
}) {
  const classes = useStyles();
  const { rows, spec } = props;
  const known = useMemo(() => contractRowsOf(spec), [spec]);
  const between = rows.flatMap(id => known.find(row => row.id === id) ?? []);
  return (
    <>
      <Typography variant="subtitle2" component="h3">
        What the contract says
      </Typography>
      {between.length === 0 ? (
        <Typography variant="body2" color="textSecondary" component="p">
          Nothing of these two.
        </Typography>
      ) : (
        <ul className={classes.list}>
          {between.map(row => (
            <li key={row.id}>
              <strong>
                {row.id}: {expectationText(row)}.
              </strong>{' '}
              {row.why}
            </li>
          ))}
        </ul>
      )}
    </>
  );
}

function expectationText({ expectation, ports }: ContractRow): string {
  const text = expectationWords[expectation].toLocaleLowerCase('en');
  return `${text} (${ports === 'any' ? 'any port' : ports})`;
}
