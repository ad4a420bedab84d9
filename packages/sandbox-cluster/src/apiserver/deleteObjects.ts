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
  listAt,
  objectAt,
  stringAt,
} from '../schema/json';
import { inVersion } from '../crd/versions';
import { invalid } from '../store/ApiError';
import { Preconditions } from '../store/MemoryObjectStore';
import { nameOf, namespaceOf } from '../store/metadata';
import { ServedType } from '../store/ServedType';
import { Propagation } from '../gc/GarbageCollector';
import { bodyText, parseBody } from './body';
import { ResourceRequest } from './handleResource';
import { dryRunOf, queryText } from './query';
import { listOf, selectorOf } from './readObjects';
import { sendJson, sendObject } from './respond';

interface DeleteOptions {
  propagation: Propagation;
  preconditions: Preconditions;
  dryRun: boolean;
}

export function deleteObject(target: ResourceRequest): void {
  const { options, type, attributes, namespace, request, response } = target;
  const found = options.store.storage.get(
    type.key,
    namespace ?? '',
    attributes.name,
  );
  const left = options.store.remove(
    type,
    namespace,
    attributes.name,
    deleteOptions(target),
  );
  if (left) {
    sendObject(target, options.store, inVersion(type, left));
    return;
  }
  sendJson(request, response, {
    kind: 'Status',
    apiVersion: 'v1',
    metadata: {},
    status: 'Success',
    details: {
      name: attributes.name,
      ...(type.group && { group: type.group }),
      kind: type.resource,
      uid: stringAt(found, 'metadata', 'uid'),
    },
  });
}

export function deleteCollection(target: ResourceRequest): void {
  const { options, type, namespace } = target;
  const { storage } = options.store;
  const selected = storage.list(type.key, namespace).filter(selectorOf(target));
  const chosen = deleteOptions(target);
  for (const object of selected) {
    const current = storage.get(type.key, namespaceOf(object), nameOf(object));
    if (current) {
      options.store.remove(
        type,
        namespaceOf(object) || undefined,
        nameOf(object),
        chosen,
      );
    }
  }
  sendObject(
    target,
    options.store,
    listOf(type, { resourceVersion: String(storage.revision) }, selected),
  );
}

/** A Job deleted without a word leaves its pods, as it always did. */
function defaultPropagation(
  { group, kind }: ServedType,
  options: JsonObject,
): Propagation {
  const isJob = group === 'batch' && kind === 'Job';
  return options.orphanDependents === true ||
    (isJob && options.orphanDependents !== false)
    ? 'Orphan'
    : 'Background';
}

function deleteOptions({ request, type }: ResourceRequest): DeleteOptions {
  const body = bodyText(request).trim() ? parseBody(request) : {};
  const options: JsonObject = isObject(body) ? body : {};
  const dryRun = [
    ...listAt(options, 'dryRun'),
    ...(queryText(request, 'dryRun') ? [queryText(request, 'dryRun')] : []),
  ];
  return {
    propagation: propagationOf(
      stringAt(options, 'propagationPolicy') ||
        queryText(request, 'propagationPolicy') ||
        defaultPropagation(type, options),
    ),
    preconditions: preconditionsOf(objectAt(options, 'preconditions')),
    dryRun: dryRunOf(dryRun, 'DeleteOptions'),
  };
}

function preconditionsOf(given: JsonObject): Preconditions {
  const { uid, resourceVersion } = given;
  return {
    ...(typeof uid === 'string' && { uid }),
    ...(typeof resourceVersion === 'string' && { resourceVersion }),
  };
}

function propagationOf(policy: string): Propagation {
  if (
    policy === 'Background' ||
    policy === 'Foreground' ||
    policy === 'Orphan'
  ) {
    return policy;
  }
  throw invalid({ group: 'meta.k8s.io', kind: 'DeleteOptions' }, '', [
    {
      reason: 'FieldValueNotSupported',
      field: 'propagationPolicy',
      message: `Unsupported value: ${JSON.stringify(
        policy,
      )}: supported values: "Background", "Foreground", "Orphan"`,
    },
  ]);
}
