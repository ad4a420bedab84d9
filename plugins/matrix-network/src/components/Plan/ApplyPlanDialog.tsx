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
import Dialog from '@material-ui/core/Dialog';
import DialogActions from '@material-ui/core/DialogActions';
import DialogContent from '@material-ui/core/DialogContent';
import DialogContentText from '@material-ui/core/DialogContentText';
import DialogTitle from '@material-ui/core/DialogTitle';
import Typography from '@material-ui/core/Typography';
import {
  Operation,
  StackPlan,
} from '@matrix-network/backstage-plugin-matrix-network-common';
import { ReactNode, useId, useMemo, useState } from 'react';
import useAsyncFn from 'react-use/esm/useAsyncFn';
import { matrixNetworkApiRef } from '../../api';
import { usePlan } from '../../hooks';
import { errorMessage, isForbidden } from '../States';
import { Banner, StatusLabel } from '../Status';
import { ApplyChoice, applyRequest } from './applyRequest';
import { ConflictTable } from './ConflictTable';
import { PlanLoader } from './PlanLoader';
import { PlannedObjects } from './PlannedObjects';
import { PruneChoice } from './PlanRemovals';
import { PlanFlows, PlanOthers, PlanWarnings } from './PlanSurroundings';
import { applyState, plannedAs } from './planText';

/** Shows what an apply would do, lets the user choose what is theirs to choose, then applies. Mounted while it is open. */
export function ApplyPlanDialog(props: {
  matrixCluster: string;
  title: string;
  /** What the button does: "Re-apply". */
  verb: string;
  /** An earlier spec; the stored one when left out. */
  specId?: number;
  /** Shown where no plan could be made. */
  fallback?: ReactNode;
  children: ReactNode;
  onClose: () => void;
  onStarted: (operation: Operation) => void;
}) {
  const { matrixCluster, verb, specId, onClose, onStarted } = props;
  const api = useApi(matrixNetworkApiRef);
  const titleId = useId();
  const request = useMemo(
    () => (specId === undefined ? {} : { specId }),
    [specId],
  );
  const planned = usePlan(matrixCluster, request);
  const [choice, setChoice] = useState<ApplyChoice>({
    specId,
    force: [],
    prune: false,
    also: [],
  });
  const [start, apply] = useAsyncFn(async () => {
    onStarted(await api.startApply(matrixCluster, applyRequest(choice)));
  }, [api, matrixCluster, choice, onStarted]);
  const forbidden = planned.error !== undefined && isForbidden(planned.error);
  return (
    <Dialog
      open
      onClose={onClose}
      maxWidth="md"
      fullWidth
      aria-labelledby={titleId}
    >
      <DialogTitle id={titleId}>{props.title}</DialogTitle>
      <DialogContent>
        <DialogContentText component="div">{props.children}</DialogContentText>
        <PlanLoader planned={planned} fallback={props.fallback}>
          {plan => (
            <ApplyPlan plan={plan} choice={choice} onChoose={setChoice} />
          )}
        </PlanLoader>
        {start.error && (
          <Banner tone="bad" title="It could not be started">
            {errorMessage(start.error)}
          </Banner>
        )}
      </DialogContent>
      <DialogActions>
        <Button onClick={onClose}>Cancel</Button>
        <Button
          color="primary"
          variant="contained"
          onClick={apply}
          disabled={start.loading || planned.refreshing || forbidden}
        >
          {verb}
        </Button>
      </DialogActions>
    </Dialog>
  );
}

/** A plan to read, with what can be chosen in it. */
function ApplyPlan(props: {
  plan: StackPlan;
  choice: ApplyChoice;
  onChoose: (choice: ApplyChoice) => void;
}) {
  const { plan, choice, onChoose } = props;
  return (
    <>
      <Typography variant="body2" component="p" gutterBottom role="status">
        <StatusLabel state={applyState(plan)} />
      </Typography>
      <PlanWarnings warnings={plan.warnings} />
      <PlanOthers plan={plan} />
      <PlanConflicts {...props} />
      <PlannedObjects plan={plan} />
      <PruneChoice
        removals={plan.removals}
        prune={choice.prune}
        onPrune={prune => onChoose({ ...choice, prune })}
        also={{
          chosen: choice.also,
          onChoose: also => onChoose({ ...choice, also }),
        }}
      />
      <PlanFlows plan={plan} />
    </>
  );
}

function PlanConflicts(props: {
  plan: StackPlan;
  choice: ApplyChoice;
  onChoose: (choice: ApplyChoice) => void;
}) {
  const { plan, choice, onChoose } = props;
  const conflicts = plannedAs(plan, 'conflict').flatMap(
    object => object.plan.conflicts,
  );
  if (!conflicts.length) {
    return null;
  }
  return (
    <>
      <Typography variant="subtitle2" component="h3" style={{ marginTop: 8 }}>
        Another manager owns fields
      </Typography>
      <Typography variant="body2" style={{ margin: '8px 0' }}>
        As long as one of these is not taken over, nothing at all is applied.
      </Typography>
      <ConflictTable
        conflicts={conflicts}
        choice={{
          chosen: choice.force,
          onChoose: force => onChoose({ ...choice, force }),
        }}
      />
      <Typography variant="body2" style={{ margin: '8px 0' }}>
        What you take over gets the stack&apos;s values, and its fields are no
        longer the other manager&apos;s. A tool that still manages them will set
        them back.
      </Typography>
    </>
  );
}
