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
import DialogContentText from '@material-ui/core/DialogContentText';
import { useNavigate } from 'react-router-dom';
import useAsyncFn from 'react-use/esm/useAsyncFn';
import { matrixNetworkApiRef } from '../../api';
import { rootRouteRef } from '../../routing';
import { ConfirmButton, ConfirmDialog } from '../Confirm';

/** Has the portal forget a Matrix cluster, after asking. */
export function ForgetButton(props: {
  matrixCluster: string;
  kubernetesCluster: string;
  /** Id of the text that says why it is disabled, where it is. */
  describedBy?: string;
}) {
  const { describedBy, ...cluster } = props;
  return (
    <ConfirmButton label="Forget" describedBy={describedBy}>
      {close => <ForgetDialog {...cluster} onClose={close} />}
    </ConfirmButton>
  );
}

function ForgetDialog(props: {
  matrixCluster: string;
  kubernetesCluster: string;
  onClose: () => void;
}) {
  const { matrixCluster, kubernetesCluster, onClose } = props;
  const api = useApi(matrixNetworkApiRef);
  const navigate = useNavigate();
  const root = useRouteRef(rootRouteRef)();
  const [{ loading, error }, forget] = useAsyncFn(async () => {
    await api.forgetMatrixCluster(matrixCluster);
    navigate(root);
  }, [api, matrixCluster, navigate, root]);
  return (
    <ConfirmDialog
      title={`Forget ${matrixCluster}?`}
      action={{
        verb: 'Forget',
        run: forget,
        loading,
        error,
        failure: 'It was not forgotten',
      }}
      onClose={onClose}
    >
      <DialogContentText>
        The portal forgets its spec, its health and its operations, and takes
        its entities out of the catalog. Nothing on the Kubernetes cluster{' '}
        {kubernetesCluster} is changed: policies, ingress controller and
        certificates stay in force.
      </DialogContentText>
    </ConfirmDialog>
  );
}
