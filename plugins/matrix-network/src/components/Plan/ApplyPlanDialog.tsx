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
import DialogContentText from '@material-ui/core/DialogContentText';
import {
  Connectivity,
  Operation,
  StackSpec,
} from '@matrix-network/backstage-plugin-matrix-network-common';
import { ReactNode, useState } from 'react';
import useAsyncFn from 'react-use/esm/useAsyncFn';
import { matrixNetworkApiRef } from '../../api';
import { useChosenPlan } from '../../hooks';
import { ConfirmDialog } from '../Confirm';
import { isForbidden } from '../States';
import { ApplyPlan } from './ApplyPlan';
import { ApplyChoice, applyRequest, planRequest } from './applyRequest';
import { isAnyForbidden } from './ForbiddenRemovals';
import { FlowsByLastPoll } from './FlowsByLastPoll';
import { PlanLoader } from './PlanLoader';
import { PlanProgress } from './PlanProgress';
import { objectCount } from './planText';

/** Shows what an apply would do, lets the user choose what is theirs to choose, then applies. Mounted while it is open. */
export function ApplyPlanDialog(props: {
  matrixCluster: string;
  title: string;
  /** What the button does: "Re-apply". */
  verb: string;
  /** An earlier spec; the stored one when left out. */
  specId?: number;
  /** What that earlier spec says. */
  spec?: StackSpec;
  /** Pods and policies of the last poll; undefined while they are read. */
  connectivity?: Connectivity;
  children: ReactNode;
  onClose: () => void;
  onStarted: (operation: Operation) => void;
}) {
  const { matrixCluster, verb, specId, onClose, onStarted } = props;
  const { spec, connectivity } = props;
  const api = useApi(matrixNetworkApiRef);
  const [choice, setChoice] = useState<ApplyChoice>({
    specId,
    force: [],
    prune: false,
    also: [],
  });
  const { offered, planned } = useChosenPlan(
    matrixCluster,
    planRequest(choice),
  );
  const [start, apply] = useAsyncFn(async () => {
    onStarted(await api.startApply(matrixCluster, applyRequest(choice)));
  }, [api, matrixCluster, choice, onStarted]);
  const { value: plan, error, refreshing } = planned;
  const forbidden = error !== undefined && isForbidden(error);
  // An older plan than what is chosen is not what would be done.
  const outdated = refreshing || (plan !== undefined && error !== undefined);
  const conflicts = plan?.counts.conflict ?? 0;
  const inTheWay = wayBlockedBy(
    conflicts,
    choice.prune && plan !== undefined && isAnyForbidden(plan.removals),
  );
  return (
    <ConfirmDialog
      wide
      title={props.title}
      action={{
        verb,
        run: apply,
        loading: start.loading,
        error: start.error,
        failure: 'It could not be started',
        disabled: outdated || inTheWay !== undefined || forbidden,
      }}
      status={<PlanProgress planned={planned} inTheWay={inTheWay} />}
      onClose={onClose}
    >
      <DialogContentText component="div">{props.children}</DialogContentText>
      <PlanLoader
        planned={planned}
        fallback={<FlowsByLastPoll connectivity={connectivity} spec={spec} />}
      >
        {current => (
          <ApplyPlan
            offered={offered ?? current}
            plan={current}
            choice={choice}
            onChoose={setChoice}
          />
        )}
      </PlanLoader>
    </ConfirmDialog>
  );
}

/** Why the backend would change nothing. */
function wayBlockedBy(
  conflicts: number,
  mayNotDelete: boolean,
): string | undefined {
  if (conflicts > 0) {
    return `Nothing is applied while ${objectCount(conflicts)} ${
      conflicts === 1 ? 'is' : 'are'
    } in conflict.`;
  }
  return mayNotDelete
    ? 'Nothing is applied while something is to go that the portal may not delete.'
    : undefined;
}
