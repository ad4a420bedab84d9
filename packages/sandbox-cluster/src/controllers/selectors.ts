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
  Labels,
  LabelSelector,
} from '@matrix-network/backstage-plugin-matrix-network-common';

/** A label selector in the syntax of the API's `labelSelector` parameter. */
export function toSelectorString(selector: LabelSelector): string {
  const equal = Object.entries(selector.matchLabels ?? {}).map(
    ([key, value]) => `${key}=${value}`,
  );
  const expressions = (selector.matchExpressions ?? []).map(
    ({ key, operator, values }) => {
      switch (operator) {
        case 'In':
          return `${key} in (${(values ?? []).join(',')})`;
        case 'NotIn':
          return `${key} notin (${(values ?? []).join(',')})`;
        case 'Exists':
          return key;
        default:
          return `!${key}`;
      }
    },
  );
  return [...equal, ...expressions].join(',');
}

/** Whether labels hold every pair of a Service's `spec.selector`; an empty one selects nothing. */
export function serviceSelects(
  selector: Labels | undefined,
  labels: Labels | undefined,
): boolean {
  const pairs = Object.entries(selector ?? {});
  return (
    pairs.length > 0 && pairs.every(([key, value]) => labels?.[key] === value)
  );
}

/** An absolute number or a percentage of `total`, as in maxSurge and minAvailable. */
export function scaledValue(
  value: number | string,
  total: number,
  round: 'up' | 'down',
): number {
  if (typeof value === 'number') {
    return value;
  }
  const share = (Number.parseFloat(value) / 100) * total;
  return round === 'up' ? Math.ceil(share) : Math.floor(share);
}
