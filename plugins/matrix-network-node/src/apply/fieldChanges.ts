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
  FieldChange,
  KubernetesObject,
} from '@matrix-network/backstage-plugin-matrix-network-common';
import { differencesBetween } from './changedFields';

/** Fields of one object that a plan names; more are counted. */
const MAX_FIELDS = 50;
/** Characters of a value that a plan shows. */
const MAX_VALUE = 200;

/** What differs between two states of an object, with the values. Those of a Secret are left out. */
export function fieldChanges(
  before: KubernetesObject,
  after: KubernetesObject,
): { fields: FieldChange[]; moreFields: number } {
  const all = differencesBetween(before, after);
  const isSecret = after.kind === 'Secret';
  return {
    fields: all.slice(0, MAX_FIELDS).map(difference => ({
      field: difference.path,
      ...(!isSecret && shown('before', difference.before)),
      ...(!isSecret && shown('after', difference.after)),
    })),
    moreFields: Math.max(0, all.length - MAX_FIELDS),
  };
}

function shown(side: 'before' | 'after', value: unknown): Partial<FieldChange> {
  if (value === undefined) {
    return {};
  }
  const text = JSON.stringify(value);
  return {
    [side]: text.length > MAX_VALUE ? `${text.slice(0, MAX_VALUE)}…` : text,
  };
}
