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

import { MissingRight } from '@matrix-network/backstage-plugin-matrix-network-common';
import { resourceOf } from '../../rbac/resourceOf';
import { InventoryEntry } from './InventoryEntry';

/** What somebody who grants rights has to know, where an object may not be read or deleted. */
export function missingRight(
  verb: 'get' | 'delete',
  entry: InventoryEntry,
): MissingRight {
  const { apiGroup, resource } = resourceOf(entry);
  return {
    verb,
    resource: apiGroup ? `${resource}.${apiGroup}` : resource,
    ...(entry.namespace && { namespace: entry.namespace }),
  };
}

/** `delete namespaces in the cluster`, `get secrets in namespace matrix` */
export function describeRight({
  verb,
  resource,
  namespace,
}: MissingRight): string {
  const place = namespace ? `in namespace ${namespace}` : 'in the cluster';
  return `${verb} ${resource} ${place}`;
}
