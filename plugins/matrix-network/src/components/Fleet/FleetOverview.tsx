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

import ButtonBase from '@material-ui/core/ButtonBase';
import { makeStyles } from '@material-ui/core/styles';
import {
  HealthStatus,
  MatrixClusterSummary,
} from '@matrix-network/backstage-plugin-matrix-network-common';
import { healthStatusWords } from '../../model';
import { StatusLabel } from '../Status';

const statuses: readonly HealthStatus[] = [
  'failing',
  'degraded',
  'unknown',
  'healthy',
];

const useStyles = makeStyles(theme => ({
  root: {
    display: 'grid',
    gridTemplateColumns: 'repeat(auto-fit, minmax(130px, 1fr))',
    gap: theme.spacing(2),
    marginBottom: theme.spacing(2),
  },
  tile: {
    display: 'block',
    textAlign: 'left',
    padding: theme.spacing(1.5, 2),
    borderRadius: theme.shape.borderRadius,
    border: `1px solid ${theme.palette.divider}`,
    backgroundColor: theme.palette.background.paper,
    font: 'inherit',
    '&:focus-visible': { outline: `2px solid ${theme.palette.primary.main}` },
  },
  chosen: { borderColor: theme.palette.primary.main, borderWidth: 2 },
  number: { fontSize: '1.75rem', lineHeight: 1.2, display: 'block' },
}));

/** How many Matrix clusters are in each state; each tile filters the table. */
export function FleetOverview(props: {
  clusters: readonly MatrixClusterSummary[];
  chosen: HealthStatus | 'all';
  onChoose: (status: HealthStatus | 'all') => void;
}) {
  const classes = useStyles();
  const { clusters, chosen, onChoose } = props;
  return (
    <div className={classes.root} role="group" aria-label="Filter by status">
      {statuses.map(status => {
        const count = clusters.filter(
          cluster => cluster.status === status,
        ).length;
        return (
          <ButtonBase
            key={status}
            className={`${classes.tile} ${
              chosen === status ? classes.chosen : ''
            }`}
            aria-pressed={chosen === status}
            onClick={() => onChoose(chosen === status ? 'all' : status)}
          >
            <span className={classes.number}>{count}</span>
            <StatusLabel state={healthStatusWords[status]} />
          </ButtonBase>
        );
      })}
    </div>
  );
}
