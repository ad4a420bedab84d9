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

import { Column } from '../store/ServedType';
import { ageColumn, column, nameColumn } from './columns';
import { stringAt } from '../schema/json';
import { clusterColumns } from './clusterColumns';
import { networkColumns } from './networkColumns';
import { workloadColumns } from './workloadColumns';

/** What `kubectl get` prints for kinds without columns of their own. */
export const defaultColumns: readonly Column[] = [
  nameColumn,
  column(
    'Created At',
    object => stringAt(object, 'metadata', 'creationTimestamp'),
    {
      type: 'date',
    },
  ),
];

/** The columns of `kubectl get` for a built-in kind. */
export function builtinColumns(group: string, kind: string): readonly Column[] {
  const key = group && kind !== 'Event' ? `${group}/${kind}` : kind;
  const own =
    workloadColumns[key] ?? networkColumns[key] ?? clusterColumns[key];
  if (!own) {
    return defaultColumns;
  }
  if (kind === 'Event') {
    // An event has no name worth reading: what it says comes first.
    return [...own, { ...nameColumn, priority: 1 }];
  }
  // Name and age frame what is the kind's own; -o wide adds behind the age.
  const shown = own.filter(({ priority }) => priority === 0);
  const hidden = own.filter(({ priority }) => priority > 0);
  if (kind === 'Node') {
    // A node's version stands behind its age.
    const [version] = shown.splice(-1);
    return [nameColumn, ...shown, ageColumn, version, ...hidden];
  }
  return [nameColumn, ...shown, ageColumn, ...hidden];
}
