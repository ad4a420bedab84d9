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
import {
  StackPlan,
  StackWarning,
} from '@matrix-network/backstage-plugin-matrix-network-common';
import { FlowChangesView } from '../FlowChanges';
import { Disclosure } from '../Layout';
import { StatusLabel } from '../Status';
import { takesPolicies } from './planText';

/** More than these are folded, so that what would be done is in sight. */
const maxWarnings = 2;

/** What to know about the spec before it is applied. */
export function PlanWarnings(props: { warnings: readonly StackWarning[] }) {
  const { warnings } = props;
  if (!warnings.length) {
    return null;
  }
  const title =
    warnings.length === 1
      ? 'One thing to know before'
      : `${warnings.length} things to know before`;
  return (
    <Disclosure
      summary={<StatusLabel state={{ tone: 'warning', word: title }} />}
      defaultOpen={warnings.length <= maxWarnings}
    >
      <ul style={{ margin: 0, paddingLeft: 20 }} aria-label={title}>
        {warnings.map(({ field, message }) => (
          <li key={`${field}: ${message}`}>
            <code>{field}</code>: {message}
          </li>
        ))}
      </ul>
    </Disclosure>
  );
}

/** Components of others that are used as they are, and the Matrix clusters beside this one. */
export function PlanOthers(props: {
  plan: Pick<StackPlan, 'uses' | 'neighbours'>;
}) {
  const { uses, neighbours } = props.plan;
  return (
    <>
      {uses.map(({ component, version, namespace, owner }) => (
        <Typography key={component} variant="body2" component="p">
          {component} {version} in namespace {namespace} is used as it is; it
          belongs to {owner}.
        </Typography>
      ))}
      {neighbours.length > 0 && (
        <Typography variant="body2" component="p">
          On the same Kubernetes cluster: {neighbours.join(', ')}. What is
          shared with {neighbours.length === 1 ? 'it' : 'them'} stays.
        </Typography>
      )}
    </>
  );
}

/** Flows that open and close by it. */
export function PlanFlows(props: {
  plan: Pick<StackPlan, 'flowChanges' | 'removals'>;
  /** What is listed for removal is removed. */
  removes: boolean;
}) {
  const { plan, removes } = props;
  return (
    <div style={{ marginTop: 16 }}>
      <Typography variant="subtitle2" component="h3">
        What the policies change
      </Typography>
      {takesPolicies(plan) && (
        <Typography variant="body2" color="textSecondary" component="p">
          {removes
            ? 'Judged with the policies gone that are listed for removal.'
            : 'Judged with the policies still there that the spec no longer has.'}
        </Typography>
      )}
      <FlowChangesView changes={plan.flowChanges} />
    </div>
  );
}
