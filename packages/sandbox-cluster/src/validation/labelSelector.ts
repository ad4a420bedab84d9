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
  JsonObject,
  listAt,
  objectAt,
  objectsAt,
  stringAt,
} from '../schema/json';
import { FieldProblem } from '../store/ApiError';
import {
  validateLabelValue,
  validateLabels,
  validateQualifiedName,
} from './names';
import { forbiddenField, invalidValue, requiredValue } from './problems';

/** Problems of a LabelSelector at `path`. */
export function validateLabelSelector(
  selector: JsonObject,
  path: string,
): FieldProblem[] {
  return [
    ...validateLabels(objectAt(selector, 'matchLabels'), `${path}.matchLabels`),
    ...objectsAt(selector, 'matchExpressions').flatMap((expression, index) =>
      validateExpression(expression, `${path}.matchExpressions[${index}]`),
    ),
  ];
}

function validateExpression(
  expression: JsonObject,
  path: string,
): FieldProblem[] {
  const key = stringAt(expression, 'key');
  return [
    ...validateOperator(expression, path),
    ...validateQualifiedName(key).map(message =>
      invalidValue(`${path}.key`, key, message),
    ),
    ...listAt(expression, 'values').flatMap((value, index) =>
      validateLabelValue(String(value)).map(message =>
        invalidValue(`${path}.values[${index}]`, value, message),
      ),
    ),
  ];
}

function validateOperator(
  expression: JsonObject,
  path: string,
): FieldProblem[] {
  const operator = stringAt(expression, 'operator');
  const count = listAt(expression, 'values').length;
  switch (operator) {
    case 'In':
    case 'NotIn':
      return count === 0
        ? [
            requiredValue(
              `${path}.values`,
              "must be specified when `operator` is 'In' or 'NotIn'",
            ),
          ]
        : [];
    case 'Exists':
    case 'DoesNotExist':
      return count > 0
        ? [
            forbiddenField(
              `${path}.values`,
              "may not be specified when `operator` is 'Exists' or 'DoesNotExist'",
            ),
          ]
        : [];
    default:
      return [
        invalidValue(
          `${path}.operator`,
          operator,
          'not a valid selector operator',
        ),
      ];
  }
}
