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

import { applyPatch as applyJsonPatch, Operation } from 'fast-json-patch';
import { z } from 'zod';
import { isObject, JsonObject, JsonValue } from '../schema/json';
import { ApiError, badRequest } from '../store/ApiError';
import { ServedType } from '../store/ServedType';
import { mergePatch } from './mergePatch';
import { strategicMergePatch } from './strategicMergePatch';

export const patchTypes = [
  'application/json-patch+json',
  'application/merge-patch+json',
  'application/strategic-merge-patch+json',
] as const;

export type PatchType = (typeof patchTypes)[number];

const maxJsonPatchOperations = 10_000;

export function isPatchType(mediaType: string): mediaType is PatchType {
  return patchTypes.some(type => type === mediaType);
}

/** `object` as the patch would have it. */
export function applyPatch(
  patchType: PatchType,
  type: ServedType,
  object: JsonObject,
  patch: JsonValue,
): JsonObject {
  switch (patchType) {
    case 'application/json-patch+json':
      return jsonPatch(object, patch);
    case 'application/merge-patch+json':
      return asObject(mergePatch(object, patch));
    default:
      return asObject(strategicMergePatch(type.schema, object, patch));
  }
}

const operationSchema: z.ZodType<Operation> = z.union([
  z.object({
    op: z.enum(['add', 'replace', 'test']),
    path: z.string(),
    value: z.json(),
  }),
  z.object({ op: z.literal('remove'), path: z.string() }),
  z.object({
    op: z.enum(['move', 'copy']),
    path: z.string(),
    from: z.string(),
  }),
]);
const operationsSchema = z.array(operationSchema).max(maxJsonPatchOperations);

function jsonPatch(object: JsonObject, patch: JsonValue): JsonObject {
  const parsed = operationsSchema.safeParse(patch);
  if (!parsed.success) {
    throw badRequest(
      Array.isArray(patch)
        ? `error decoding patch: ${parsed.error.issues[0].message}`
        : 'error decoding patch: json: cannot unmarshal object into Go value of type []handlers.jsonPatchOp',
    );
  }
  try {
    return asObject(
      applyJsonPatch(object, parsed.data, true, false).newDocument,
    );
  } catch (error) {
    if (error instanceof ApiError) {
      throw error;
    }
    throw new ApiError(
      422,
      'Invalid',
      'the server rejected our request due to an error in our request',
      {},
    );
  }
}

function asObject(value: JsonValue | undefined): JsonObject {
  if (!isObject(value)) {
    throw badRequest('the patched object must be an object');
  }
  return value;
}
