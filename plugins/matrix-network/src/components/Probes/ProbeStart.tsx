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

import { useApi } from '@backstage/core-plugin-api';
import { usePermission } from '@backstage/plugin-permission-react';
import Button from '@material-ui/core/Button';
import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import {
  matrixNetworkCheckPermission,
  Operation,
  ProbeSelection,
} from '@matrix-network/backstage-plugin-matrix-network-common';
import { useId } from 'react';
import useAsyncFn from 'react-use/esm/useAsyncFn';
import { matrixNetworkApiRef } from '../../api';
import { whyNoProbes } from '../../model';
import { errorMessage } from '../States';
import { Banner } from '../Status';

const useStyles = makeStyles(theme => ({
  why: { marginTop: theme.spacing(0.5) },
  error: { marginTop: theme.spacing(1) },
}));

/** What has to be known to start probes. */
export interface ProbeContext {
  matrixCluster: string;
  /** The newest operation; while it runs nothing else is started. */
  operation?: Operation;
  hasNetwork: boolean;
  onStarted: (operation: Operation) => void;
}

/** A button that has the backend try flows for real, or the reason why it can't. */
export function ProbeStart(props: {
  label: string;
  selection?: ProbeSelection;
  /** Why there is nothing to select. */
  why?: string;
  context: ProbeContext;
}) {
  const classes = useStyles();
  const whyId = useId();
  const { label, selection, context } = props;
  const { matrixCluster, operation, hasNetwork, onStarted } = context;
  const api = useApi(matrixNetworkApiRef);
  const { allowed, loading } = usePermission({
    permission: matrixNetworkCheckPermission,
  });
  const [state, start] = useAsyncFn(async () => {
    if (selection) {
      onStarted(await api.startProbe(matrixCluster, selection));
    }
  }, [api, matrixCluster, selection, onStarted]);
  const why =
    props.why ??
    whyNoProbes({ forbidden: !loading && !allowed, operation, hasNetwork });
  return (
    <div>
      <Button
        variant="outlined"
        color="primary"
        disabled={why !== undefined || !allowed || !selection || state.loading}
        aria-describedby={why === undefined ? undefined : whyId}
        onClick={start}
      >
        {label}
      </Button>
      {why !== undefined && (
        <Typography
          id={whyId}
          variant="caption"
          component="p"
          color="textSecondary"
          className={classes.why}
        >
          {why}
        </Typography>
      )}
      {state.error && (
        <div className={classes.error}>
          <Banner tone="bad" title="It could not be started">
            {errorMessage(state.error)}
          </Banner>
        </div>
      )}
    </div>
  );
}
