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

import { JsonObject, numberAt, objectsAt, stringAt } from '../schema/json';
import { FieldProblem } from '../store/ApiError';
import {
  duplicateValue,
  invalidValue,
  requiredValue,
  unsupportedValue,
} from './problems';

const whenUnsatisfiable = ['DoNotSchedule', 'ScheduleAnyway'];
const operators = ['Equal', 'Exists'];

/** Problems of what says where a pod may run, in its spec at `path`. */
export function validateScheduling(
  spec: JsonObject,
  path: string,
): FieldProblem[] {
  const spreads = objectsAt(spec, 'topologySpreadConstraints');
  return [
    ...objectsAt(spec, 'tolerations').flatMap((toleration, index) =>
      validateToleration(toleration, `${path}.tolerations[${index}]`),
    ),
    ...spreads.flatMap((spread, index) =>
      validateSpread(
        spread,
        spreads.slice(0, index),
        `${path}.topologySpreadConstraints[${index}]`,
      ),
    ),
  ];
}

function validateToleration(
  toleration: JsonObject,
  path: string,
): FieldProblem[] {
  const operator = stringAt(toleration, 'operator') || 'Equal';
  const value = stringAt(toleration, 'value');
  const field = `${path}.operator`;
  if (!operators.includes(operator)) {
    return [unsupportedValue(field, operator, operators)];
  }
  return [
    ...(stringAt(toleration, 'key') || operator === 'Exists'
      ? []
      : [
          invalidValue(
            field,
            stringAt(toleration, 'operator'),
            'operator must be Exists when `key` is empty, which means "match all values and all keys"',
          ),
        ]),
    ...(operator === 'Exists' && value
      ? [
          invalidValue(
            field,
            value,
            "value must be empty when `operator` is 'Exists'",
          ),
        ]
      : []),
  ];
}

function validateSpread(
  spread: JsonObject,
  earlier: readonly JsonObject[],
  path: string,
): FieldProblem[] {
  const skew = numberAt(spread, 'maxSkew') ?? 0;
  const key = stringAt(spread, 'topologyKey');
  const action = stringAt(spread, 'whenUnsatisfiable');
  const isRepeated = earlier.some(
    one => one.topologyKey === key && one.whenUnsatisfiable === action,
  );
  return [
    ...(skew > 0
      ? []
      : [invalidValue(`${path}.maxSkew`, skew, 'must be greater than zero')]),
    ...(key ? [] : [requiredValue(`${path}.topologyKey`, 'can not be empty')]),
    ...(whenUnsatisfiable.includes(action)
      ? []
      : [
          unsupportedValue(
            `${path}.whenUnsatisfiable`,
            action,
            whenUnsatisfiable,
          ),
        ]),
    ...(isRepeated
      ? [
          duplicateValue(
            `${path}.{topologyKey, whenUnsatisfiable}`,
            `{${key}, ${action}}`,
          ),
        ]
      : []),
  ];
}
