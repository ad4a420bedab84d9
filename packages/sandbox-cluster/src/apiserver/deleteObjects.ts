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
import {
  ApiError,
  FieldProblem,
  forbidden,
  invalid,
  methodNotSupported,
} from '../store/ApiError';
import { Preconditions } from '../store/MemoryObjectStore';
import { nameOf, namespaceOf } from '../store/metadata';
import { ServedType } from '../store/ServedType';
import { Propagation } from '../gc/GarbageCollector';
import { bodyText, parseBody } from './body';
import { ResourceRequest } from './handleResource';
import { dryRunOf, queryText } from './query';
import { listOf, selectorOf } from './readObjects';
import { sendJson, sendObject } from './respond';
import { sendWarning } from './writeObjects';

/** Without them nothing works; the API server lets nobody delete them. */
const keptNamespaces = ['default', 'kube-system', 'kube-public'];

const JOB_WARNING =
  'child pods are preserved by default when jobs are deleted; set propagationPolicy=Background to remove them or set propagationPolicy=Orphan to suppress this warning';

interface DeleteOptions {
  propagation: Propagation;
  /** Whether the request says what becomes of dependents. */
  isChosen: boolean;
  preconditions: Preconditions;
  dryRun: boolean;
}

export function deleteObject(target: ResourceRequest): void {
  const { options, type, attributes, namespace, request, response } = target;
  const chosen = deleteOptions(target);
  if (type.key === '/namespaces' && keptNamespaces.includes(attributes.name)) {
    throw forbidden(type, attributes.name, 'this namespace may not be deleted');
  }
  const found = options.store.storage.get(
    type.key,
    namespace ?? '',
    attributes.name,
  );
  const left = options.store.remove(type, namespace, attributes.name, chosen);
  if (isLegacyOrphan(chosen, type)) {
    sendWarning(target, JOB_WARNING);
  }
  const shown = left ?? (type.rules.returnsDeleted ? found : undefined);
  if (shown) {
    sendObject(target, options.store, inVersion(type, shown));
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
  if (type.rules.deletesCollections === false) {
    throw methodNotSupported();
  }
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

const isJob = ({ group, kind }: ServedType) =>
  group === 'batch' && kind === 'Job';

/** A Job deleted without a word leaves its pods, as it always did. */
function defaultPropagation(
  type: ServedType,
  { orphanDependents }: JsonObject,
): Propagation {
  return orphanDependents === true ||
    (isJob(type) && orphanDependents !== false)
    ? 'Orphan'
    : 'Background';
}

function isLegacyOrphan(chosen: DeleteOptions, type: ServedType): boolean {
  return isJob(type) && !chosen.isChosen && chosen.propagation === 'Orphan';
}

function deleteOptions({ request, type }: ResourceRequest): DeleteOptions {
  const body = bodyText(request).trim() ? parseBody(request) : {};
  const options: JsonObject = isObject(body) ? body : {};
  const dryRun = [
    ...listAt(options, 'dryRun'),
    ...(queryText(request, 'dryRun') ? [queryText(request, 'dryRun')] : []),
  ];
  const policy =
    stringAt(options, 'propagationPolicy') ||
    queryText(request, 'propagationPolicy');
  if (policy && options.orphanDependents !== undefined) {
    throw invalidPolicy(
      'FieldValueInvalid',
      `Invalid value: ${JSON.stringify(
        policy,
      )}: orphanDependents and deletionPropagation cannot be both set`,
    );
  }
  return {
    propagation: propagationOf(policy || defaultPropagation(type, options)),
    isChosen: Boolean(policy) || options.orphanDependents !== undefined,
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
  throw invalidPolicy(
    'FieldValueNotSupported',
    `Unsupported value: ${JSON.stringify(
      policy,
    )}: supported values: "Foreground", "Background", "Orphan", "nil"`,
  );
}

function invalidPolicy(
  reason: FieldProblem['reason'],
  message: string,
): ApiError {
  return invalid({ group: 'meta.k8s.io', kind: 'DeleteOptions' }, '', [
    { reason, field: 'propagationPolicy', message },
  ]);
}
