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
  LabelSelector,
  LabelSelectorRequirement,
  Labels,
} from '../kubernetes/types';

function meets(requirement: LabelSelectorRequirement, labels: Labels): boolean {
  const { key, operator, values } = requirement;
  const present = Object.hasOwn(labels, key);
  switch (operator) {
    case 'In':
      return present && (values ?? []).includes(labels[key]);
    case 'NotIn':
      return !present || !(values ?? []).includes(labels[key]);
    case 'Exists':
      return present;
    case 'DoesNotExist':
      return !present;
    default:
      return false;
  }
}

/**
 * Whether labels meet a label selector. An absent or empty selector is met by
 * everything; an absent key satisfies `NotIn` and `DoesNotExist`; an empty
 * value is a value.
 *
 * @see https://kubernetes.io/docs/concepts/overview/working-with-objects/labels/#label-selectors
 * @public
 */
export function matchesLabelSelector(
  selector: LabelSelector | undefined,
  labels: Labels,
): boolean {
  return (
    Object.entries(selector?.matchLabels ?? {}).every(
      ([key, value]) => Object.hasOwn(labels, key) && labels[key] === value,
    ) &&
    (selector?.matchExpressions ?? []).every(requirement =>
      meets(requirement, labels),
    )
  );
}
