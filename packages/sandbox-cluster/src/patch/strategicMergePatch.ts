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
  equalJson,
  isObject,
  JsonObject,
  JsonValue,
  listAt,
} from '../schema/json';
import { anySchema, fieldSchema, ListSchema, Schema } from '../schema/Schema';
import { badRequest } from '../store/ApiError';

const directive = '$patch';
const orderPrefix = '$setElementOrder/';
const deletePrefix = '$deleteFromPrimitiveList/';
const retainKeys = '$retainKeys';

/**
 * Kubernetes' own merge: lists with a merge key merge item by item, with the
 * directives `$patch`, `$setElementOrder`, `$deleteFromPrimitiveList`, `$retainKeys`.
 *
 * @see https://kubernetes.io/docs/tasks/manage-kubernetes-objects/update-api-object-kubectl-patch/
 */
export function strategicMergePatch(
  schema: Schema,
  target: JsonValue | undefined,
  patch: JsonValue,
): JsonValue | undefined {
  if (!isObject(patch)) {
    return patch;
  }
  switch (patch[directive]) {
    case 'delete':
      return undefined;
    case 'replace': {
      const { [directive]: _, ...rest } = patch;
      return rest;
    }
    case undefined:
    case 'merge':
      return mergeFields(schema, isObject(target) ? target : {}, patch);
    default:
      throw badRequest(
        `unknown patch type: ${String(
          patch[directive],
        )}; accepted: merge, replace, delete`,
      );
  }
}

function mergeFields(
  schema: Schema,
  target: JsonObject,
  patch: JsonObject,
): JsonObject {
  const kept = listAt(patch, retainKeys);
  const result: JsonObject = Array.isArray(patch[retainKeys])
    ? Object.fromEntries(
        Object.entries(target).filter(([field]) => kept.includes(field)),
      )
    : { ...target };
  for (const [field, value] of Object.entries(patch)) {
    if (!field.startsWith('$') && value !== undefined) {
      mergeField(
        fieldSchema(schema, field) ?? anySchema,
        result,
        field,
        value,
        patch[`${orderPrefix}${field}`],
      );
    }
  }
  for (const [field, value] of Object.entries(patch)) {
    if (field.startsWith(deletePrefix) && Array.isArray(value)) {
      const name = field.slice(deletePrefix.length);
      result[name] = listAt(result, name).filter(
        item => !value.some(gone => equalJson(gone, item)),
      );
    }
  }
  return result;
}

function mergeField(
  schema: Schema,
  result: JsonObject,
  field: string,
  value: JsonValue,
  order: JsonValue | undefined,
): void {
  if (value === null) {
    delete result[field];
    return;
  }
  const current = result[field];
  const isMerged =
    Array.isArray(value) &&
    schema.kind === 'list' &&
    schema.mergeKey !== undefined;
  const merged = isMerged
    ? mergeLists(schema, Array.isArray(current) ? current : [], value, order)
    : strategicMergePatch(schema, current, value);
  if (merged === undefined) {
    delete result[field];
  } else {
    result[field] = merged;
  }
}

function mergeLists(
  schema: ListSchema,
  target: JsonValue[],
  patch: JsonValue[],
  order: JsonValue | undefined,
): JsonValue[] {
  if (patch.some(item => isObject(item) && item[directive] === 'replace')) {
    return patch.filter(item => !(isObject(item) && directive in item));
  }
  const key = schema.mergeKey ?? '';
  const merged = key
    ? mergeItems(schema, target, patch, key)
    : [
        ...target,
        ...patch.filter(item => !target.some(one => equalJson(one, item))),
      ];
  return Array.isArray(order) ? inOrder(merged, order, key) : merged;
}

function mergeItems(
  schema: ListSchema,
  target: JsonValue[],
  patch: JsonValue[],
  key: string,
): JsonValue[] {
  const result = [...target];
  for (const item of patch) {
    if (!isObject(item) || item[key] === undefined) {
      throw badRequest(
        `map: ${JSON.stringify(
          item,
        )} does not contain declared merge key: ${key}`,
      );
    }
    const index = result.findIndex(
      one => isObject(one) && equalJson(one[key], item[key]),
    );
    const merged = strategicMergePatch(schema.items, result[index], item);
    if (merged === undefined) {
      if (index >= 0) {
        result.splice(index, 1);
      }
    } else if (index >= 0) {
      result[index] = merged;
    } else {
      result.push(merged);
    }
  }
  return result;
}

/** Listed items in the listed order; others keep their place at the end. */
function inOrder(
  items: JsonValue[],
  order: JsonValue[],
  key: string,
): JsonValue[] {
  const rank = (item: JsonValue) => {
    const index = order.findIndex(listed =>
      key && isObject(listed) && isObject(item)
        ? equalJson(listed[key], item[key])
        : equalJson(listed, item),
    );
    return index < 0 ? order.length : index;
  };
  return [...items].sort((a, b) => rank(a) - rank(b));
}
