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

import { makeStyles } from '@material-ui/core/styles';
import {
  Connectivity,
  Operation,
} from '@matrix-network/backstage-plugin-matrix-network-common';
import { useId } from 'react';
import { useMayApply } from '../../hooks';
import { ReapplyButton } from '../Operations';
import { PermissionNote } from '../States';
import { UninstallButton } from '../Uninstall';
import { ForgetButton } from './ForgetButton';

const useStyles = makeStyles({
  // A line of its own below the buttons.
  why: { flexBasis: '100%' },
});

/** What can be done with a whole Matrix cluster, or the permission that it takes. */
export function ClusterActions(props: {
  matrixCluster: string;
  kubernetesCluster: string;
  connectivity?: Connectivity;
  onStarted: (operation: Operation) => void;
}) {
  const classes = useStyles();
  const whyId = useId();
  const { matrixCluster, kubernetesCluster, connectivity, onStarted } = props;
  const { forbidden } = useMayApply();
  const cluster = {
    matrixCluster,
    kubernetesCluster,
    describedBy: forbidden ? whyId : undefined,
  };
  return (
    <>
      <ReapplyButton
        {...cluster}
        connectivity={connectivity}
        onStarted={onStarted}
      />
      <UninstallButton {...cluster} onStarted={onStarted} />
      <ForgetButton {...cluster} />
      {forbidden && (
        <PermissionNote
          id={whyId}
          what="To re-apply, uninstall or forget it"
          className={classes.why}
        />
      )}
    </>
  );
}
