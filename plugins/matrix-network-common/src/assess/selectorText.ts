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

import { LabelSelector, LabelSelectorRequirement } from '../kubernetes/types';

function requirementText({
  key,
  operator,
  values = [],
}: LabelSelectorRequirement): string {
  switch (operator) {
    case 'Exists':
      return key;
    case 'DoesNotExist':
      return `!${key}`;
    case 'In':
      return `${key} in (${values.join(', ')})`;
    default:
      return `${key} notin (${values.join(', ')})`;
  }
}

/** A selector as kubectl writes it: `app=a,tier in (b, c)`. */
export function selectorText(selector: LabelSelector | undefined): string {
  const parts = [
    ...Object.entries(selector?.matchLabels ?? {}).map(
      ([key, value]) => `${key}=${value}`,
    ),
    ...(selector?.matchExpressions ?? []).map(requirementText),
  ];
  return parts.length > 0 ? parts.join(',') : 'any labels';
}

/** A label that a selector insists on; `values` undefined: any value. */
export interface WantedLabel {
  key: string;
  values?: readonly string[];
}

/** Labels that a pod must carry to meet a selector. */
export function wantedLabels(
  selector: LabelSelector | undefined,
): WantedLabel[] {
  return [
    ...Object.entries(selector?.matchLabels ?? {}).map(([key, value]) => ({
      key,
      values: [value],
    })),
    ...(selector?.matchExpressions ?? []).flatMap(
      ({ key, operator, values }): WantedLabel[] => {
        if (operator === 'Exists') {
          return [{ key }];
        }
        return operator === 'In' ? [{ key, values: values ?? [] }] : [];
      },
    ),
  ];
}
