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

import { JsonObject } from '../schema/json';
import {
  ApiError,
  badRequest,
  expired,
  expiredContinue,
  futureVersion,
  invalid,
  notFound,
} from '../store/ApiError';
import {
  matchesFields,
  matchesLabels,
  parseFieldSelector,
  parseLabelSelector,
} from '../store/selectors';
import { inVersion } from '../crd/versions';
import { nameOf, namespaceOf } from '../store/metadata';
import { ServedType } from '../store/ServedType';
import { ResourceRequest } from './handleResource';
import { queryNumber, queryText } from './query';
import { sendObject } from './respond';

export function getObject(target: ResourceRequest): void {
  const { options, type, attributes, namespace } = target;
  const found = options.store.storage.get(
    type.key,
    namespace ?? '',
    attributes.name,
  );
  if (!found) {
    throw notFound(type, attributes.name);
  }
  sendObject(target, options.store, inVersion(type, found));
}

/** Whether an object passes the request's selectors. */
export function selectorOf(
  target: ResourceRequest,
): (object: JsonObject) => boolean {
  const labels = parseLabelSelector(queryText(target.request, 'labelSelector'));
  const fields = parseFieldSelector(
    queryText(target.request, 'fieldSelector'),
    target.type.kind,
  );
  return object =>
    matchesLabels(labels, object) && matchesFields(fields, object);
}

/** Revision of a token that goes on with the list as it is now. */
const NOW = -1;

interface Continue {
  /** The revision of the first page; -1 for the list as it is when it is asked for. */
  rv: number;
  /** The last object of the page before, as namespace/name. */
  start: string;
}

/** Lists, in pages where the request limits them. */
export function listObjects(target: ResourceRequest): void {
  const { options, request, type, namespace } = target;
  const { storage } = options.store;
  const selects = selectorOf(target);
  const limit = queryNumber(request, 'limit') ?? 0;
  const token = queryText(request, 'continue');
  const from = token ? decodeContinue(token) : undefined;
  if (!from) {
    checkListVersion(target);
  }
  const revision = from && from.rv !== NOW ? from.rv : storage.revision;
  const all = (
    from && from.rv !== NOW
      ? listAsOf(from, target)
      : storage.list(type.key, namespace)
  ).filter(selects);
  const rest = from ? all.filter(object => keyOf(object) > from.start) : all;
  const page = limit > 0 ? rest.slice(0, limit) : rest;
  const remaining = rest.length - page.length;
  const metadata: JsonObject = { resourceVersion: String(revision) };
  if (remaining > 0) {
    metadata.continue = encodeContinue({
      rv: revision,
      start: keyOf(page[page.length - 1]),
    });
    // Unknown to a server that reads page by page what a selector leaves out.
    if (!isSelective(request)) {
      metadata.remainingItemCount = remaining;
    }
  }
  sendObject(target, options.store, listOf(type, metadata, page));
}

function isSelective(request: ResourceRequest['request']): boolean {
  return ['labelSelector', 'fieldSelector'].some(
    name => queryText(request, name) !== '',
  );
}

/** The list of the first page's moment; where that is forgotten, the error has a token to go on with. */
function listAsOf(
  from: Continue,
  { options, type, namespace }: ResourceRequest,
): JsonObject[] {
  try {
    return options.store.storage.listAt(type.key, namespace, from.rv);
  } catch (error) {
    throw error instanceof ApiError
      ? expiredContinue(error, encodeContinue({ ...from, rv: NOW }))
      : error;
  }
}

export function listOf(
  type: ServedType,
  metadata: JsonObject,
  objects: readonly JsonObject[],
): JsonObject {
  return {
    kind: type.listKind,
    apiVersion: type.apiVersion,
    metadata,
    items: objects.map(object => itemOf(type, object)),
  };
}

/** Items of a built-in kind leave out what the list says already. */
function itemOf(type: ServedType, object: JsonObject): JsonObject {
  if (type.crd) {
    return inVersion(type, object);
  }
  const { apiVersion: _, kind: __, ...rest } = object;
  return rest;
}

function checkListVersion({ options, request }: ResourceRequest): void {
  const text = queryText(request, 'resourceVersion');
  const version = queryNumber(request, 'resourceVersion') ?? 0;
  const match = queryText(request, 'resourceVersionMatch');
  const { storage } = options.store;
  if (match && !text) {
    throw invalid({ group: 'meta.k8s.io', kind: 'ListOptions' }, '', [
      {
        reason: 'FieldValueForbidden',
        field: 'resourceVersionMatch',
        message:
          'Forbidden: resourceVersionMatch is forbidden unless resourceVersion is provided',
      },
    ]);
  }
  if (version > storage.revision) {
    throw futureVersion(text, storage.revision);
  }
  if (match === 'Exact' && version < storage.compactedRevision) {
    throw expired('The resourceVersion for the provided list is too old.');
  }
}

function keyOf(object: JsonObject): string {
  return `${namespaceOf(object)}/${nameOf(object)}`;
}

function encodeContinue(position: Continue): string {
  return Buffer.from(
    JSON.stringify({ v: 'meta.k8s.io/v1', ...position }),
  ).toString('base64url');
}

function decodeContinue(token: string): Continue {
  try {
    const { v, rv, start } = JSON.parse(
      Buffer.from(token, 'base64url').toString('utf8'),
    );
    if (
      v === 'meta.k8s.io/v1' &&
      Number.isSafeInteger(rv) &&
      typeof start === 'string'
    ) {
      return { rv, start };
    }
  } catch {
    // Falls through to the refusal: the token is not one of ours.
  }
  throw badRequest(
    'invalid continue token: continue key is not valid: not a token of this server',
  );
}
