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

import Typography from '@material-ui/core/Typography';
import { StackPlan } from '@matrix-network/backstage-plugin-matrix-network-common';
import { ApplyChoice } from './applyRequest';
import { PlanConflicts } from './PlanConflicts';
import { PlanState } from './PlanState';
import { PlannedObjects } from './PlannedObjects';
import { PruneChoice } from './PlanRemovals';
import { PlanFlows, PlanOthers, PlanWarnings } from './PlanSurroundings';
import { applyState } from './planText';

/** A plan to read, with what can be chosen in it. What is read is what is chosen. */
export function ApplyPlan(props: {
  /** The plan in which nothing was chosen yet. */
  offered: StackPlan;
  plan: StackPlan;
  choice: ApplyChoice;
  onChoose: (choice: ApplyChoice) => void;
}) {
  const { offered, plan, choice, onChoose } = props;
  return (
    <>
      <Typography variant="body2" component="p" gutterBottom role="status">
        <PlanState state={applyState(plan, choice.prune)} />
      </Typography>
      <PlanWarnings warnings={plan.warnings} />
      <PlanOthers plan={plan} />
      <PlanConflicts
        offered={offered}
        plan={plan}
        choice={{
          chosen: choice.force,
          onChoose: force => onChoose({ ...choice, force }),
        }}
      />
      <PlannedObjects plan={plan} />
      <PruneChoice
        offered={offered.removals}
        removals={plan.removals}
        prune={choice.prune}
        onPrune={prune => onChoose({ ...choice, prune })}
        also={{
          chosen: choice.also,
          onChoose: also => onChoose({ ...choice, also }),
        }}
      />
      <PlanFlows plan={plan} removes={choice.prune} />
    </>
  );
}
