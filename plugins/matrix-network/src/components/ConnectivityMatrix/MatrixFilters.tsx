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

import FormControlLabel from '@material-ui/core/FormControlLabel';
import Switch from '@material-ui/core/Switch';
import TextField from '@material-ui/core/TextField';
import { makeStyles } from '@material-ui/core/styles';
import { useId } from 'react';
import { MatrixFilter } from '../../model';

const useStyles = makeStyles(theme => ({
  root: {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    gap: theme.spacing(0.5, 2),
    marginBottom: theme.spacing(1.5),
    '& .MuiFormControlLabel-label': theme.typography.body2,
  },
  find: { flex: '0 1 240px' },
  switch: { marginRight: 0 },
}));

/** Cuts the matrix down to what is looked for. */
export function MatrixFilters(props: {
  filter: MatrixFilter;
  onChange: (filter: MatrixFilter) => void;
}) {
  const classes = useStyles();
  const id = useId();
  const { filter, onChange } = props;
  return (
    <div className={classes.root}>
      <TextField
        id={id}
        className={classes.find}
        label="Find a workload"
        type="search"
        size="small"
        variant="outlined"
        value={filter.query}
        onChange={event => onChange({ ...filter, query: event.target.value })}
      />
      <FormControlLabel
        className={classes.switch}
        label="Only violations"
        control={
          <Switch
            color="primary"
            checked={filter.onlyViolations}
            onChange={(_, onlyViolations) =>
              onChange({ ...filter, onlyViolations })
            }
          />
        }
      />
      <FormControlLabel
        className={classes.switch}
        label="Hide neighbours in other namespaces"
        control={
          <Switch
            color="primary"
            checked={filter.hideNeighbours}
            onChange={(_, hideNeighbours) =>
              onChange({ ...filter, hideNeighbours })
            }
          />
        }
      />
    </div>
  );
}
