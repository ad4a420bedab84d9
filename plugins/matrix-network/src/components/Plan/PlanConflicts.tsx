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
import { ConflictTable, ObjectChoice, TakeOverNote } from './ConflictTable';
import { conflictsToChoose } from './planText';

/** Fields that other managers own, each object with the choice to take it over. What is taken over stays in sight, to be let go again. */
export function PlanConflicts(props: {
  offered: StackPlan;
  plan: StackPlan;
  choice: ObjectChoice;
}) {
  const { offered, plan, choice } = props;
  const conflicts = conflictsToChoose(offered, plan);
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
      <ConflictTable conflicts={conflicts} choice={choice} />
      <TakeOverNote />
    </>
  );
}
