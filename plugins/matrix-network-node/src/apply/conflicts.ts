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
  ApplyConflict,
  KubernetesObject,
  STACK_LABEL,
} from '@matrix-network/backstage-plugin-matrix-network-common';
import { KubernetesApiError } from '../cluster';
import { isOurs } from '../stack/isOurs';
import { describeObject } from './describeObject';

/** What a whole object is called where a conflict is not about one field. */
const WHOLE_OBJECT = '(whole object)';

/** The fields that others own and an apply would change; `undefined` when the error says something else. */
export function conflictsIn(
  error: unknown,
  object: KubernetesObject,
): ApplyConflict[] | undefined {
  if (!(error instanceof KubernetesApiError) || error.statusCode !== 409) {
    return undefined;
  }
  const causes = (error.details.causes ?? []).filter(
    ({ reason }) => reason === 'FieldManagerConflict',
  );
  if (causes.length === 0) {
    return undefined;
  }
  return causes.map(({ field, message }) => ({
    object: describeObject(object),
    field: field ?? WHOLE_OBJECT,
    manager: /conflict with "([^"]+)"/.exec(message ?? '')?.[1] ?? 'unknown',
  }));
}

/**
 * An object that somebody else made is theirs, even where no field would change:
 * taking it over needs the user's word. So is what another Matrix cluster has put
 * there for itself, by this portal or another one. Namespaces are shared by nature.
 */
export function foreignOwner(
  object: KubernetesObject,
  live: KubernetesObject,
): ApplyConflict[] | undefined {
  if (live.kind === 'Namespace') {
    return undefined;
  }
  const manager = otherMatrixCluster(object, live) ?? otherMaker(live);
  return manager === undefined
    ? undefined
    : [{ object: describeObject(live), field: WHOLE_OBJECT, manager }];
}

/** What all Matrix clusters share names none of them. */
function otherMatrixCluster(
  object: KubernetesObject,
  live: KubernetesObject,
): string | undefined {
  const [own, its] = [object, live].map(
    ({ metadata }) => metadata.labels?.[STACK_LABEL],
  );
  return own !== undefined && its !== undefined && its !== own
    ? `Matrix cluster ${its}`
    : undefined;
}

function otherMaker(live: KubernetesObject): string | undefined {
  if (isOurs(live)) {
    return undefined;
  }
  const owner = live.metadata.managedFields?.find(
    ({ subresource }) => !subresource,
  );
  return owner?.manager ?? 'unknown';
}
