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
 * taking it over needs the user's word. Namespaces are shared by nature.
 */
export function foreignOwner(
  live: KubernetesObject,
): ApplyConflict[] | undefined {
  const managers = live.metadata.managedFields ?? [];
  if (isOurs(live) || live.kind === 'Namespace') {
    return undefined;
  }
  const owner = managers.find(({ subresource }) => !subresource)?.manager;
  return [
    {
      object: describeObject(live),
      field: WHOLE_OBJECT,
      manager: owner ?? 'unknown',
    },
  ];
}
