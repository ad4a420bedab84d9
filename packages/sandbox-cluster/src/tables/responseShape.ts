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

import { Request } from 'express';
import { queryText } from '../apiserver/query';
import {
  isObject,
  JsonObject,
  JsonValue,
  objectAt,
  objectsAt,
} from '../schema/json';
import { ServedType } from '../store/ServedType';

export type ResponseShape = 'object' | 'table' | 'metadata';

/** What form of answer the Accept header asks for first. */
export function responseShape(accept: string | undefined): ResponseShape {
  for (const part of (accept ?? '').split(',')) {
    const compact = part.replace(/\s/g, '');
    if (!compact.startsWith('application/json')) {
      continue;
    }
    if (/;as=Table(;|$)/.test(compact)) {
      return 'table';
    }
    if (/;as=PartialObjectMetadata(List)?(;|$)/.test(compact)) {
      return 'metadata';
    }
    return 'object';
  }
  return 'object';
}

/** An object or list as a Table of meta.k8s.io/v1. */
export function asTable(
  type: ServedType,
  object: JsonObject,
  request: Request,
  now: Date,
  withHeader = true,
): JsonObject {
  const isList = object.kind === type.listKind && Array.isArray(object.items);
  const rows = isList ? objectsAt(object, 'items') : [object];
  const {
    resourceVersion,
    continue: next,
    remainingItemCount,
  } = objectAt(object, 'metadata');
  const isBookmark = !isList && objectAt(object, 'metadata').name === undefined;
  return {
    kind: 'Table',
    apiVersion: 'meta.k8s.io/v1',
    metadata: dropUndefined({
      resourceVersion,
      continue: next,
      remainingItemCount,
    }),
    columnDefinitions: withHeader
      ? type.columns.map(({ cell: _, ...column }) => ({ ...column }))
      : null,
    rows: isBookmark
      ? [{ cells: [], object: rowObject(type, object, 'Object') }]
      : rows.map(row => ({
          cells: type.columns.map(column => column.cell(row, now)),
          object: rowObject(type, row, queryText(request, 'includeObject')),
        })),
  };
}

function rowObject(
  type: ServedType,
  object: JsonObject,
  include: string,
): JsonValue {
  switch (include) {
    case 'None':
      return null;
    case 'Object':
      return object;
    default:
      return metadataOf(type, object);
  }
}

/** An object or list reduced to its metadata. */
export function asPartialMetadata(
  type: ServedType,
  object: JsonObject,
): JsonObject {
  if (object.kind === type.listKind && Array.isArray(object.items)) {
    return {
      kind: 'PartialObjectMetadataList',
      apiVersion: 'meta.k8s.io/v1',
      metadata: object.metadata,
      items: objectsAt(object, 'items').map(item => metadataOf(type, item)),
    };
  }
  return metadataOf(type, object);
}

function metadataOf(_type: ServedType, object: JsonObject): JsonObject {
  return {
    kind: 'PartialObjectMetadata',
    apiVersion: 'meta.k8s.io/v1',
    metadata: isObject(object.metadata) ? object.metadata : {},
  };
}

function dropUndefined(object: JsonObject): JsonObject {
  return Object.fromEntries(
    Object.entries(object).filter(([, value]) => value !== undefined),
  );
}
