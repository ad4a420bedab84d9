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

import { useApi, alertApiRef } from '@backstage/core-plugin-api';
import Button from '@material-ui/core/Button';
import Paper from '@material-ui/core/Paper';
import { makeStyles } from '@material-ui/core/styles';
import RefreshIcon from '@material-ui/icons/Refresh';
import {
  HealthStatus,
  MatrixClusterDetail,
} from '@matrix-network/backstage-plugin-matrix-network-common';
import { ReactNode } from 'react';
import useAsyncFn from 'react-use/esm/useAsyncFn';
import { matrixNetworkApiRef } from '../../api';
import { healthStatusWords } from '../../model';
import { Facts } from '../Layout';
import { errorMessage } from '../States';
import { LastSeen, StatusLabel } from '../Status';

const useStyles = makeStyles(theme => ({
  root: {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    gap: theme.spacing(2),
    padding: theme.spacing(2),
    marginBottom: theme.spacing(3),
  },
  status: { fontSize: '1.35rem' },
  facts: { flex: '1 1 320px', minWidth: 0 },
  actions: { display: 'flex', flexWrap: 'wrap', gap: theme.spacing(1) },
}));

/** Status at a glance, when it was seen, and what can be done. */
export function NetworkHeader(props: {
  detail: MatrixClusterDetail;
  /** Of the workload or of the whole Matrix cluster. */
  status: HealthStatus;
  facts: readonly { name: string; value: ReactNode }[];
  onRefreshed: () => void;
  actions?: ReactNode;
}) {
  const classes = useStyles();
  const { detail, status, facts, onRefreshed, actions } = props;
  return (
    <Paper className={classes.root}>
      <StatusLabel
        className={classes.status}
        state={healthStatusWords[status]}
      />
      <div className={classes.facts}>
        <Facts
          facts={[
            { name: 'Last seen', value: <LastSeen poll={detail.poll} /> },
            ...facts,
          ]}
        />
      </div>
      <div className={classes.actions}>
        <RefreshButton
          matrixCluster={detail.spec.name}
          onRefreshed={onRefreshed}
        />
        {actions}
      </div>
    </Paper>
  );
}

/** Has the backend poll the cluster now, then reads what came of it. */
export function RefreshButton(props: {
  matrixCluster: string;
  onRefreshed: () => void;
}) {
  const { matrixCluster, onRefreshed } = props;
  const api = useApi(matrixNetworkApiRef);
  const alerts = useApi(alertApiRef);
  const [{ loading }, refresh] = useAsyncFn(async () => {
    try {
      await api.refreshMatrixCluster(matrixCluster);
    } catch (error) {
      alerts.post({
        severity: 'error',
        display: 'transient',
        message: `${matrixCluster} could not be polled: ${
          error instanceof Error ? errorMessage(error) : String(error)
        }`,
      });
    }
    onRefreshed();
  }, [api, alerts, matrixCluster, onRefreshed]);
  return (
    <Button
      variant="outlined"
      startIcon={<RefreshIcon />}
      disabled={loading}
      onClick={refresh}
    >
      {loading ? 'Reading the cluster…' : 'Refresh'}
    </Button>
  );
}
