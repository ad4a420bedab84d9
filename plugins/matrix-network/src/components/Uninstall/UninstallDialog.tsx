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
import Checkbox from '@material-ui/core/Checkbox';
import DialogContentText from '@material-ui/core/DialogContentText';
import FormControlLabel from '@material-ui/core/FormControlLabel';
import TextField from '@material-ui/core/TextField';
import Typography from '@material-ui/core/Typography';
import {
  Operation,
  StackPlan,
} from '@matrix-network/backstage-plugin-matrix-network-common';
import { useId, useState } from 'react';
import useAsyncFn from 'react-use/esm/useAsyncFn';
import { matrixNetworkApiRef } from '../../api';
import { useChosenPlan } from '../../hooks';
import { ConfirmDialog } from '../Confirm';
import {
  DeletedObjects,
  ForbiddenRemovals,
  isAnyForbidden,
  KeptObjects,
  NamedRemovals,
  ObjectChoice,
  PlanFlows,
  PlanLoader,
  PlanOthers,
  PlanProgress,
  PlanState,
  PlanWarnings,
  uninstallState,
} from '../Plan';

/** Shows what taking the stack out deletes and leaves; starts once the name is typed in. Mounted while it is open. */
export function UninstallDialog(props: {
  matrixCluster: string;
  kubernetesCluster: string;
  onClose: () => void;
  onStarted: (operation: Operation) => void;
}) {
  const { matrixCluster, kubernetesCluster, onClose, onStarted } = props;
  const api = useApi(matrixNetworkApiRef);
  const [also, setAlso] = useState<readonly string[]>([]);
  const { offered, planned } = useChosenPlan(matrixCluster, {
    target: 'uninstall',
    ...(also.length > 0 && { also: [...also] }),
  });
  const [forget, setForget] = useState(false);
  const [typed, setTyped] = useState('');
  const [start, uninstall] = useAsyncFn(async () => {
    onStarted(
      await api.startUninstall(matrixCluster, {
        ...(also.length > 0 && { also: [...also] }),
        ...(forget && { forget }),
      }),
    );
  }, [api, matrixCluster, also, forget, onStarted]);
  // Only what was planned, and as it was chosen, is done.
  const ready =
    planned.value !== undefined &&
    !planned.refreshing &&
    !planned.error &&
    !isAnyForbidden(planned.value.removals);
  return (
    <ConfirmDialog
      wide
      title={`Uninstall ${matrixCluster}?`}
      action={{
        verb: 'Uninstall',
        run: uninstall,
        loading: start.loading,
        error: start.error,
        failure: 'It could not be started',
        disabled: !ready || typed !== matrixCluster,
      }}
      footer={
        <Confirmation
          matrixCluster={matrixCluster}
          typed={typed}
          onType={setTyped}
          forget={forget}
          onForget={setForget}
        />
      }
      status={<PlanProgress planned={planned} />}
      onClose={onClose}
    >
      <DialogContentText>
        The stack is taken out of the Kubernetes cluster {kubernetesCluster},
        default deny first, so that no flow is lost on the way. The Matrix
        workloads themselves stay, but no policy of the stack restricts them any
        more.
      </DialogContentText>
      <PlanLoader planned={planned}>
        {plan => (
          <UninstallPlan
            offered={offered ?? plan}
            plan={plan}
            also={{ chosen: also, onChoose: setAlso }}
          />
        )}
      </PlanLoader>
    </ConfirmDialog>
  );
}

/** What goes, what stays and why, and which flows open by it. What is chosen changes only what is below it. */
function UninstallPlan(props: {
  /** The plan in which nothing was named yet. */
  offered: StackPlan;
  plan: StackPlan;
  also: ObjectChoice;
}) {
  const { offered, plan, also } = props;
  return (
    <>
      <Typography variant="body2" component="p" gutterBottom role="status">
        <PlanState state={uninstallState(plan)} />
      </Typography>
      <PlanWarnings warnings={plan.warnings} />
      <PlanOthers plan={plan} />
      <NamedRemovals
        offered={offered.removals}
        removals={plan.removals}
        choice={also}
      />
      <ForbiddenRemovals removals={plan.removals} />
      <DeletedObjects removals={plan.removals} />
      <KeptObjects removals={plan.removals} />
      <PlanFlows plan={plan} removes />
    </>
  );
}

/** Always in sight, so that nobody has to look for what the button waits for. */
function Confirmation(props: {
  matrixCluster: string;
  typed: string;
  onType: (typed: string) => void;
  forget: boolean;
  onForget: (forget: boolean) => void;
}) {
  const { matrixCluster, typed, onType, forget, onForget } = props;
  const inputId = useId();
  return (
    <>
      <FormControlLabel
        label="Forget it afterwards: its spec, its history and its entities in the catalog"
        control={
          <Checkbox
            size="small"
            color="primary"
            checked={forget}
            onChange={(_, checked) => onForget(checked)}
          />
        }
      />
      <TextField
        id={inputId}
        fullWidth
        variant="outlined"
        margin="dense"
        autoComplete="off"
        label={`Type ${matrixCluster} to confirm`}
        value={typed}
        onChange={event => onType(event.target.value)}
      />
    </>
  );
}
