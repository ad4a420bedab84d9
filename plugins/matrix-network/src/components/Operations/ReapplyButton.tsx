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

import {
  Connectivity,
  Operation,
} from '@matrix-network/backstage-plugin-matrix-network-common';
import { ConfirmButton } from '../Confirm';
import { ApplyPlanDialog } from '../Plan';

/** Applies the stored spec again, after showing what that would do. */
export function ReapplyButton(props: {
  matrixCluster: string;
  kubernetesCluster: string;
  /** Id of the text that says why it is disabled, where it is. */
  describedBy?: string;
  /** What is known of its pods and policies; undefined while it is read. */
  connectivity?: Connectivity;
  onStarted: (operation: Operation) => void;
}) {
  const { matrixCluster, kubernetesCluster, connectivity, onStarted } = props;
  return (
    <ConfirmButton
      label="Re-apply"
      emphasis={{ variant: 'outlined', color: 'primary' }}
      describedBy={props.describedBy}
    >
      {close => (
        <ApplyPlanDialog
          matrixCluster={matrixCluster}
          title={`Re-apply ${matrixCluster}?`}
          verb="Re-apply"
          connectivity={connectivity}
          onClose={close}
          onStarted={operation => {
            close();
            onStarted(operation);
          }}
        >
          All stages of the stack are applied to the Kubernetes cluster{' '}
          {kubernetesCluster} again. Missing objects are created and edited
          fields are set back. Nothing is taken over from another manager and
          nothing is deleted, unless you say so below.
        </ApplyPlanDialog>
      )}
    </ConfirmButton>
  );
}
