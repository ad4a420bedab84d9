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

import {
  MissingRight,
  PlannedRemoval,
} from '@matrix-network/backstage-plugin-matrix-network-common';
import { makeStyles } from '@material-ui/core/styles';
import { Banner } from '../Status';

const useStyles = makeStyles({
  list: { margin: 0, paddingLeft: 20 },
});

/** Whether nothing is begun because something may not be deleted. */
export function isAnyForbidden(removals: readonly PlannedRemoval[]): boolean {
  return removals.some(({ forbidden }) => forbidden !== undefined);
}

/** What would be deleted, but the portal's account lacks the right for it. */
export function ForbiddenRemovals(props: {
  removals: readonly PlannedRemoval[];
}) {
  const classes = useStyles();
  if (!isAnyForbidden(props.removals)) {
    return null;
  }
  const objectsByRight = new Map<string, string[]>();
  for (const { object, forbidden } of props.removals) {
    if (forbidden) {
      const right = describeRight(forbidden);
      const objects = objectsByRight.get(right) ?? [];
      objectsByRight.set(right, [...objects, object]);
    }
  }
  return (
    <Banner tone="bad" title="The portal may not delete all of this">
      <ul className={classes.list} aria-label="Missing rights">
        {[...objectsByRight].map(([right, objects]) => (
          <li key={right}>
            <strong>{right}</strong>: {objects.join(', ')}
          </li>
        ))}
      </ul>
      Nothing is deleted as long as one of these is to go. Untick it where it
      has a box, or have the right granted:{' '}
      <code>matrix-network rbac --role applier</code> prints what the account
      needs, with <code>--full-uninstall</code> for CustomResourceDefinitions
      and Secrets.
    </Banner>
  );
}

function describeRight({ verb, resource, namespace }: MissingRight): string {
  const place = namespace ? `in namespace ${namespace}` : 'in the cluster';
  return `${verb} ${resource} ${place}`;
}
