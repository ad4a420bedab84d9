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
import { inVersion } from '../crd/versions';
import { badRequest, expired, invalid } from '../store/ApiError';
import { Change } from '../store/Storage';
import {
  asPartialMetadata,
  asTable,
  responseShape,
} from '../tables/responseShape';
import { ResourceRequest } from './handleResource';
import { queryFlag, queryNumber, queryText } from './query';
import { selectorOf } from './readObjects';

const defaultTimeoutSeconds = 1800;
const bookmarkEveryMs = 60_000;
/** A client that reads slower than this is behind is cut off, as the real server does. */
const maxBufferedBytes = 16 * 1024 * 1024;

type Send = (type: string, object: JsonObject) => void;

/** Streams changes as JSON lines until the client leaves or the time is up. */
export function watchObjects(target: ResourceRequest): void {
  const { options, request, response } = target;
  const { storage } = options.store;
  const selects = watchSelector(target);
  const start = startOf(target);
  response.status(200);
  response.set({
    'Content-Type': 'application/json',
    'Cache-Control': 'no-cache, private',
    'Transfer-Encoding': 'chunked',
  });
  response.flushHeaders();
  const send = sender(target);
  let sentRevision = storage.revision;
  if (start.from === 'expired') {
    response.end(
      `${JSON.stringify(
        goneEvent(start.revision, storage.compactedRevision),
      )}\n`,
    );
    return;
  }
  const bookmark = (annotations?: JsonObject) =>
    send('BOOKMARK', bookmarkOf(target, storage.revision, annotations));
  if (start.from === 'state') {
    for (const object of storage.list(target.type.key, target.namespace)) {
      if (selects(object)) {
        send('ADDED', object);
      }
    }
    if (start.endsWithBookmark) {
      bookmark({ 'k8s.io/initial-events-end': 'true' });
    }
  } else {
    start.changes.forEach(change => sendChange(change, target, selects, send));
  }
  const unsubscribe = storage.subscribe(change => {
    if (change.key === target.type.key && change.revision > sentRevision) {
      sendChange(change, target, selects, send);
    }
    sentRevision = Math.max(sentRevision, change.revision);
  });
  const bookmarks = queryFlag(request, 'allowWatchBookmarks')
    ? setInterval(bookmark, bookmarkEveryMs)
    : undefined;
  const seconds =
    queryNumber(request, 'timeoutSeconds') || defaultTimeoutSeconds;
  const timeout = setTimeout(() => {
    if (queryFlag(request, 'allowWatchBookmarks')) {
      bookmark();
    }
    response.end();
  }, Math.min(seconds, defaultTimeoutSeconds * 2) * 1000);
  response.on('close', () => {
    unsubscribe();
    clearInterval(bookmarks);
    clearTimeout(timeout);
  });
}

type Start =
  | { from: 'state'; endsWithBookmark: boolean }
  | { from: 'changes'; changes: Change[] }
  | { from: 'expired'; revision: number };

function startOf({ options, request, type }: ResourceRequest): Start {
  const { storage } = options.store;
  const revision = queryNumber(request, 'resourceVersion') ?? 0;
  const initial = queryText(request, 'sendInitialEvents');
  if (
    initial &&
    queryText(request, 'resourceVersionMatch') !== 'NotOlderThan'
  ) {
    throw invalid({ group: 'meta.k8s.io', kind: 'ListOptions' }, '', [
      {
        reason: 'FieldValueForbidden',
        field: 'resourceVersionMatch',
        message:
          'Forbidden: sendInitialEvents requires setting resourceVersionMatch to NotOlderThan',
      },
    ]);
  }
  if (revision > storage.revision) {
    throw badRequest(
      `Too large resource version: ${revision}, current: ${storage.revision}`,
    );
  }
  if (initial === 'true') {
    return {
      from: 'state',
      endsWithBookmark: queryFlag(request, 'allowWatchBookmarks'),
    };
  }
  if (revision === 0) {
    return initial === 'false'
      ? { from: 'changes', changes: [] }
      : { from: 'state', endsWithBookmark: false };
  }
  const changes = storage.changesSince(type.key, revision);
  return changes ? { from: 'changes', changes } : { from: 'expired', revision };
}

/** `metadata.name` in the path of a watch selects one object. */
function watchSelector(
  target: ResourceRequest,
): (object: JsonObject) => boolean {
  const selects = selectorOf(target);
  const { name } = target.attributes;
  return object =>
    selects(object) &&
    (!name ||
      (typeof object.metadata === 'object' &&
        object.metadata !== null &&
        'name' in object.metadata &&
        object.metadata.name === name));
}

/** To the client an object appears and vanishes as its selector says. */
function sendChange(
  { type, object, previous }: Change,
  target: ResourceRequest,
  selects: (object: JsonObject) => boolean,
  send: Send,
): void {
  const namespace = target.namespace;
  if (namespace !== undefined && !isIn(namespace, object)) {
    return;
  }
  const did = previous !== undefined && selects(previous);
  const does = type !== 'DELETED' && selects(object);
  if (does) {
    send(did ? 'MODIFIED' : 'ADDED', object);
  } else if (did) {
    send('DELETED', object);
  }
}

function isIn(namespace: string, object: JsonObject): boolean {
  const { metadata } = object;
  return (
    typeof metadata === 'object' &&
    metadata !== null &&
    'namespace' in metadata &&
    metadata.namespace === namespace
  );
}

function sender(target: ResourceRequest): Send {
  const { response, request, type, options } = target;
  const shape = responseShape(request.headers.accept);
  let isFirst = true;
  return (eventType, object) => {
    if (response.writableLength > maxBufferedBytes) {
      response.destroy();
      return;
    }
    const versioned =
      eventType === 'BOOKMARK' ? object : inVersion(type, object);
    let body = versioned;
    if (shape === 'table') {
      body = asTable(type, versioned, request, options.store.now(), isFirst);
      isFirst = false;
    } else if (shape === 'metadata') {
      body = asPartialMetadata(type, versioned);
    }
    response.write(`${JSON.stringify({ type: eventType, object: body })}\n`);
  };
}

function bookmarkOf(
  { type }: ResourceRequest,
  revision: number,
  annotations: JsonObject | undefined,
): JsonObject {
  return {
    kind: type.kind,
    apiVersion: type.apiVersion,
    metadata: {
      resourceVersion: String(revision),
      ...(annotations && { annotations }),
    },
  };
}

function goneEvent(revision: number, compacted: number): unknown {
  const { status } = expired(
    `too old resource version: ${revision} (${compacted})`,
  );
  return { type: 'ERROR', object: status };
}
