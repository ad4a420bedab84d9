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

import { usePermission } from '@backstage/plugin-permission-react';
import Button from '@material-ui/core/Button';
import Tooltip from '@material-ui/core/Tooltip';
import {
  Connectivity,
  matrixNetworkApplyPermission,
  Operation,
} from '@matrix-network/backstage-plugin-matrix-network-common';
import { useState } from 'react';
import { ApplyPlanDialog } from '../Plan';

/** Applies the stored spec again, after showing what that would do; disabled without the permission. */
export function ReapplyButton(props: {
  matrixCluster: string;
  kubernetesCluster: string;
  /** What is known of its pods and policies; undefined while it is read. */
  connectivity?: Connectivity;
  onStarted: (operation: Operation) => void;
}) {
  const { matrixCluster, kubernetesCluster, connectivity, onStarted } = props;
  const [asking, setAsking] = useState(false);
  const { allowed, loading } = usePermission({
    permission: matrixNetworkApplyPermission,
  });
  const forbidden = !loading && !allowed;
  return (
    <>
      <Tooltip
        title={
          forbidden ? 'This takes the permission matrix-network.apply.' : ''
        }
      >
        <span>
          <Button
            variant="outlined"
            color="primary"
            disabled={!allowed}
            onClick={() => setAsking(true)}
          >
            Re-apply
          </Button>
        </span>
      </Tooltip>
      {asking && (
        <ApplyPlanDialog
          matrixCluster={matrixCluster}
          title={`Re-apply ${matrixCluster}?`}
          verb="Re-apply"
          connectivity={connectivity}
          onClose={() => setAsking(false)}
          onStarted={operation => {
            setAsking(false);
            onStarted(operation);
          }}
        >
          All stages of the stack are applied to the Kubernetes cluster{' '}
          {kubernetesCluster} again. Missing objects are created and edited
          fields are set back. Nothing is taken over from another manager and
          nothing is deleted, unless you say so below.
        </ApplyPlanDialog>
      )}
    </>
  );
}
