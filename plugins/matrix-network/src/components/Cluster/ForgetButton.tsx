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

import { useApi, useRouteRef } from '@backstage/core-plugin-api';
import Button from '@material-ui/core/Button';
import Dialog from '@material-ui/core/Dialog';
import DialogActions from '@material-ui/core/DialogActions';
import DialogContent from '@material-ui/core/DialogContent';
import DialogContentText from '@material-ui/core/DialogContentText';
import DialogTitle from '@material-ui/core/DialogTitle';
import { useId, useState } from 'react';
import { useNavigate } from 'react-router-dom';
import useAsyncFn from 'react-use/esm/useAsyncFn';
import { matrixNetworkApiRef } from '../../api';
import { useMayApply } from '../../hooks';
import { rootRouteRef } from '../../routing';
import { errorMessage } from '../States';
import { Banner } from '../Status';

/** Has the portal forget a Matrix cluster, after asking; disabled without the permission. */
export function ForgetButton(props: {
  matrixCluster: string;
  kubernetesCluster: string;
  /** Id of the text that says why it is disabled, where it is. */
  describedBy?: string;
}) {
  const { matrixCluster, kubernetesCluster } = props;
  const api = useApi(matrixNetworkApiRef);
  const navigate = useNavigate();
  const root = useRouteRef(rootRouteRef)();
  const titleId = useId();
  const [asking, setAsking] = useState(false);
  const { allowed } = useMayApply();
  const [state, forget] = useAsyncFn(async () => {
    await api.forgetMatrixCluster(matrixCluster);
    navigate(root);
  }, [api, matrixCluster, navigate, root]);

  return (
    <>
      <Button
        disabled={!allowed}
        aria-describedby={props.describedBy}
        onClick={() => setAsking(true)}
      >
        Forget
      </Button>
      <Dialog
        open={asking}
        onClose={() => setAsking(false)}
        aria-labelledby={titleId}
      >
        <DialogTitle id={titleId}>Forget {matrixCluster}?</DialogTitle>
        <DialogContent>
          <DialogContentText>
            The portal forgets its spec, its health and its operations, and
            takes its entities out of the catalog. Nothing on the Kubernetes
            cluster {kubernetesCluster} is changed: policies, ingress controller
            and certificates stay in force.
          </DialogContentText>
          {state.error && (
            <Banner tone="bad" title="It was not forgotten">
              {errorMessage(state.error)}
            </Banner>
          )}
        </DialogContent>
        <DialogActions>
          <Button onClick={() => setAsking(false)}>Cancel</Button>
          <Button
            color="primary"
            variant="contained"
            onClick={forget}
            disabled={state.loading}
          >
            Forget
          </Button>
        </DialogActions>
      </Dialog>
    </>
  );
}
