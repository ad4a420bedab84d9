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

/**
 * Whether a selector picks labels. The data plane's own: it is to err, if at all,
 * apart from the product that is held against it.
 */
export function selects(
  { matchLabels = {}, matchExpressions = [] }: LabelSelector,
  labels: Labels = {},
): boolean {
  const wanted = new Map(Object.entries(matchLabels));
  for (const [key, value] of wanted) {
    if (labels[key] !== value) {
      return false;
    }
  }
  for (const { key, operator, values = [] } of matchExpressions) {
    const present = Object.hasOwn(labels, key);
    const listed = present && values.includes(labels[key]);
    const fits = {
      In: listed,
      NotIn: !listed,
      Exists: present,
      DoesNotExist: !present,
    }[operator];
    if (!fits) {
      return false;
    }
  }
  return true;
}
