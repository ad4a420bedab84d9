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
import { useMemo } from 'react';
import { usePlan } from '../../hooks';
import {
  applyState,
  ConflictTable,
  plannedAs,
  PlannedObjects,
  PlanLoader,
  PlanOthers,
  PlanState,
  StayingObjects,
} from '../Plan';
import { Banner } from '../Status';

/** What applying the answers would do to the cluster as it is now, object by object, by dry run. */
export function ReviewPlan(props: { name: string; spec: unknown }) {
  const { name } = props;
  const key = JSON.stringify(props.spec);
  const request = useMemo(() => ({ spec: JSON.parse(key) }), [key]);
  const planned = usePlan(name, request);
  return (
    <div style={{ marginBottom: 16 }}>
      <Typography variant="subtitle1" component="p">
        What is created and changed
      </Typography>
      <PlanLoader planned={planned}>
        {plan => (
          <>
            <Typography variant="body2" component="p" role="status">
              <PlanState state={applyState(plan, false)} />
            </Typography>
            <PlanOthers plan={plan} />
            <Conflicts plan={plan} />
            <PlannedObjects plan={plan} />
            <Leftovers plan={plan} />
          </>
        )}
      </PlanLoader>
    </div>
  );
}

/** The template deletes nothing: what an earlier spec brought stays, and is named. */
function Leftovers(props: { plan: StackPlan }) {
  const { removals, counts } = props.plan;
  return (
    <>
      <StayingObjects removals={removals} />
      {counts.remove > 0 && (
        <Typography variant="body2" color="textSecondary" component="p">
          Nothing is deleted here. Once this is applied, <em>Re-apply</em> on
          the page of the Matrix cluster offers to remove what the spec no
          longer has.
        </Typography>
      )}
    </>
  );
}

function Conflicts(props: { plan: StackPlan }) {
  const conflicts = plannedAs(props.plan, 'conflict').flatMap(
    ({ plan }) => plan.conflicts,
  );
  if (!conflicts.length) {
    return null;
  }
  return (
    <>
      <Banner
        tone="warning"
        title="The apply would stop before it changes anything"
      >
        Other managers own fields of these objects. Once this is created, the
        page of the Matrix cluster offers to take them over.
      </Banner>
      <ConflictTable conflicts={conflicts} />
    </>
  );
}
