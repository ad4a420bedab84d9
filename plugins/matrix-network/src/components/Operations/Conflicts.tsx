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
import Button from '@material-ui/core/Button';
import Typography from '@material-ui/core/Typography';
import {
  ApplyConflict,
  Operation,
} from '@matrix-network/backstage-plugin-matrix-network-common';
import { useId, useState } from 'react';
import useAsyncFn from 'react-use/esm/useAsyncFn';
import { matrixNetworkApiRef } from '../../api';
import { useMayApply } from '../../hooks';
import { ConflictTable, TakeOverNote } from '../Plan';
import { errorMessage, PermissionNote } from '../States';
import { Banner } from '../Status';

/** Objects with fields that another manager owns: nothing was forced. The user may choose to. */
export function Conflicts(props: {
  matrixCluster: string;
  conflicts: readonly ApplyConflict[];
  onStarted: (operation: Operation) => void;
}) {
  const { matrixCluster, onStarted } = props;
  const api = useApi(matrixNetworkApiRef);
  const { allowed, forbidden } = useMayApply();
  const whyId = useId();
  const [chosen, setChosen] = useState<readonly string[]>([]);
  const [start, takeOver] = useAsyncFn(async () => {
    onStarted(await api.startApply(matrixCluster, { force: [...chosen] }));
  }, [api, matrixCluster, chosen, onStarted]);
  return (
    <>
      <Typography variant="subtitle2" component="h3" style={{ marginTop: 16 }}>
        Left alone, since another manager owns fields
      </Typography>
      <ConflictTable
        conflicts={props.conflicts}
        choice={allowed ? { chosen, onChoose: setChosen } : undefined}
      />
      <TakeOverNote />
      <Button
        variant="outlined"
        color="primary"
        disabled={!allowed || chosen.length === 0 || start.loading}
        aria-describedby={forbidden ? whyId : undefined}
        onClick={takeOver}
      >
        {chosen.length === 0
          ? 'Take over'
          : `Take over ${chosen.length} and apply`}
      </Button>
      {forbidden && <PermissionNote id={whyId} what="To take over" />}
      {start.error && (
        <Banner tone="bad" title="It could not be started">
          {errorMessage(start.error)}
        </Banner>
      )}
    </>
  );
}
