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
import { Difference, differencesBetween } from './changedFields';

/** Fields of one object that a plan names; more are counted. */
const MAX_FIELDS = 50;
/** Characters of a value that a plan shows. */
const MAX_VALUE = 200;
/** Of them, those before the place where two values begin to differ. */
const CONTEXT = 60;

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
      ...(!isSecret && valuesOf(difference)),
    })),
    moreFields: Math.max(0, all.length - MAX_FIELDS),
  };
}

/** Both values as JSON, the part of long ones in which they begin to differ. */
function valuesOf({ before, after }: Difference): Partial<FieldChange> {
  const texts = [before, after].map(value =>
    value === undefined ? undefined : JSON.stringify(value),
  );
  const [one, other] = texts.map(text => text ?? '');
  const start = Math.max(0, commonLength(one, other) - CONTEXT);
  const [shownBefore, shownAfter] = texts.map(
    text => text && partOf(text, one && other ? start : 0),
  );
  return {
    ...(shownBefore !== undefined && { before: shownBefore }),
    ...(shownAfter !== undefined && { after: shownAfter }),
  };
}

function commonLength(one: string, other: string): number {
  let index = 0;
  while (index < one.length && one[index] === other[index]) {
    index++;
  }
  return index;
}

function partOf(text: string, start: number): string {
  if (text.length <= MAX_VALUE) {
    return text;
  }
  const end = start + MAX_VALUE;
  return [
    start > 0 ? '…' : '',
    text.slice(start, end),
    end < text.length ? '…' : '',
  ].join('');
}
