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

import Button from '@material-ui/core/Button';
import { Operation } from '@matrix-network/backstage-plugin-matrix-network-common';
import { useState } from 'react';
import { useMayApply } from '../../hooks';
import { UninstallDialog } from './UninstallDialog';

/** Takes the stack out of the cluster, after showing what goes and stays; disabled without the permission. */
export function UninstallButton(props: {
  matrixCluster: string;
  kubernetesCluster: string;
  /** Id of the text that says why it is disabled, where it is. */
  describedBy?: string;
  onStarted: (operation: Operation) => void;
}) {
  const { matrixCluster, kubernetesCluster, onStarted } = props;
  const [asking, setAsking] = useState(false);
  const { allowed } = useMayApply();
  return (
    <>
      <Button
        disabled={!allowed}
        aria-describedby={props.describedBy}
        onClick={() => setAsking(true)}
      >
        Uninstall
      </Button>
      {asking && (
        <UninstallDialog
          matrixCluster={matrixCluster}
          kubernetesCluster={kubernetesCluster}
          onClose={() => setAsking(false)}
          onStarted={operation => {
            setAsking(false);
            onStarted(operation);
          }}
        />
      )}
    </>
  );
}
