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
import Typography from '@material-ui/core/Typography';
import {
  Connectivity,
  matrixNetworkApplyPermission,
  Operation,
} from '@matrix-network/backstage-plugin-matrix-network-common';
import { useState } from 'react';
import { usePlannedChange } from '../../hooks';
import { Change } from '../../model';
import { JudgedFlowChanges } from '../FlowChanges';
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
          fallback={<WhatChanges connectivity={connectivity} />}
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

const reapply: Change = { kind: 'reapply' };

/** Where the cluster can't be asked: which flows open and close by it, judged over the pods of the last poll. */
function WhatChanges(props: { connectivity?: Connectivity }) {
  const { connectivity } = props;
  return (
    <>
      <Typography variant="subtitle2" component="h3">
        What the policies change
      </Typography>
      {connectivity?.network ? (
        <JudgedWhatChanges connectivity={connectivity} />
      ) : (
        <Typography variant="body2" color="textSecondary">
          {connectivity
            ? 'Which flows open or close cannot be said: there are no pods and policies of a poll to judge.'
            : 'Pods and policies are being read…'}
        </Typography>
      )}
    </>
  );
}

function JudgedWhatChanges(props: { connectivity: Connectivity }) {
  const { network, spec } = props.connectivity;
  const { planned, judged } = usePlannedChange(reapply, network, spec);
  return (
    <>
      {planned &&
        'notes' in planned &&
        planned.notes.map(note => (
          <Typography key={note} variant="body2">
            {note}
          </Typography>
        ))}
      <JudgedFlowChanges judged={judged} />
    </>
  );
}
