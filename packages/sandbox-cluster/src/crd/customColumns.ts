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
  isObject,
  JsonObject,
  JsonValue,
  numberAt,
  objectsAt,
  stringAt,
} from '../schema/json';
import { Column } from '../store/ServedType';
import { ageColumn, ageOf, column, nameColumn } from '../tables/columns';

/** The columns of a CRD's version: its additionalPrinterColumns, or the age. */
export function customColumns(version: JsonObject): Column[] {
  const declared = objectsAt(version, 'additionalPrinterColumns');
  if (declared.length === 0) {
    return [nameColumn, ageColumn];
  }
  return [nameColumn, ...declared.map(declaredColumn)];
}

function declaredColumn(declared: JsonObject): Column {
  const type = stringAt(declared, 'type');
  const path = stringAt(declared, 'jsonPath');
  return column(
    stringAt(declared, 'name'),
    (object, now) => {
      const [value] = evaluate(object, path);
      if (value === undefined || value === null) {
        return null;
      }
      if (type === 'date') {
        return ageOf(String(value), now);
      }
      return typeof value === 'object' ? JSON.stringify(value) : value;
    },
    {
      // The table shows a date as an age: text.
      type: type === 'date' ? 'date' : type,
      format: stringAt(declared, 'format'),
      description: stringAt(declared, 'description'),
      priority: numberAt(declared, 'priority') ?? 0,
    },
  );
}

const stepPattern =
  /\.([A-Za-z0-9_-]+(?:\\\.[A-Za-z0-9_/-]+)*)|\[\?\(@\.([A-Za-z0-9_]+)\s*==\s*["']([^"']*)["']\)\]|\[(\d+|\*)\]/gy;

/** The part of JSONPath that printer columns use: fields, indexes, `[?(@.type=="Ready")]`. */
export function evaluate(object: JsonValue, path: string): JsonValue[] {
  let values: JsonValue[] = [object];
  stepPattern.lastIndex = 0;
  let consumed = 0;
  for (let step = stepPattern.exec(path); step; step = stepPattern.exec(path)) {
    consumed = stepPattern.lastIndex;
    const [, field, filterField, filterValue, index] = step;
    values = values.flatMap(value =>
      take(
        value,
        field?.replace(/\\\./g, '.'),
        filterField,
        filterValue,
        index,
      ),
    );
  }
  return consumed === path.length ? values : [];
}

function take(
  value: JsonValue,
  field: string | undefined,
  filterField: string | undefined,
  filterValue: string | undefined,
  index: string | undefined,
): JsonValue[] {
  if (field !== undefined) {
    const found = isObject(value) ? value[field] : undefined;
    return found === undefined ? [] : [found];
  }
  if (!Array.isArray(value)) {
    return [];
  }
  if (filterField !== undefined) {
    return value.filter(
      item => isObject(item) && item[filterField] === filterValue,
    );
  }
  return index === '*' ? value : value.slice(Number(index), Number(index) + 1);
}
