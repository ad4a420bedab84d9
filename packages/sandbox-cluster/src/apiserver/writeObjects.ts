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

import { isObject, JsonObject, JsonValue, stringAt } from '../schema/json';
import { inVersion } from '../crd/versions';
import { applyPatch, isPatchType, PatchType } from '../patch/applyPatch';
import {
  ApiError,
  badRequest,
  invalid,
  methodNotSupported,
  notFound,
  unsupportedMediaType,
} from '../store/ApiError';
import { setMetadata } from '../store/metadata';
import { Write } from '../store/Write';
import { invalidValue } from '../validation/problems';
import { ResourceRequest } from './handleResource';
import {
  bodyText,
  decodeObject,
  mediaTypeOf,
  parseBody,
  parseYaml,
} from './body';
import {
  fieldValidationOf,
  isDryRun,
  managerOf,
  queryFlag,
  queryText,
} from './query';
import { sendObject } from './respond';

const maxWarningLength = 4096;

export function createObject(target: ResourceRequest): void {
  const { request, options, type, attributes } = target;
  if (attributes.name) {
    throw methodNotSupported();
  }
  if (type.namespaced && !target.namespace) {
    throw methodNotSupported();
  }
  const object = decodeObject(
    type,
    parseBody(request, type),
    fieldValidationOf(request),
    warning => sendWarning(target, warning),
  );
  const created = options.store.writer.create(
    writeOf(target, 'CreateOptions'),
    object,
  );
  sendObject(target, options.store, inVersion(type, created), 201);
}

export function updateObject(target: ResourceRequest): void {
  const { request, options, type, attributes } = target;
  if (!attributes.name) {
    throw methodNotSupported();
  }
  const object = decodeObject(
    type,
    parseBody(request, type),
    fieldValidationOf(request),
    warning => sendWarning(target, warning),
  );
  const write = writeOf(target, 'UpdateOptions');
  const exists = options.store.storage.get(
    type.key,
    target.namespace ?? '',
    attributes.name,
  );
  if (!exists && type.rules.createsOnUpdate) {
    setMetadata(object, { resourceVersion: undefined, uid: undefined });
    const created = options.store.writer.create(write, object);
    sendObject(target, options.store, inVersion(type, created), 201);
    return;
  }
  if (
    exists &&
    type.rules.needsVersion &&
    !stringAt(object, 'metadata', 'resourceVersion')
  ) {
    throw invalid({ group: type.group, kind: type.resource }, attributes.name, [
      invalidValue(
        'metadata.resourceVersion',
        0,
        'must be specified for an update',
      ),
    ]);
  }
  const updated = options.store.writer.update(
    write,
    attributes.name,
    () => object,
  );
  sendObject(target, options.store, inVersion(type, updated));
}

export function patchObject(target: ResourceRequest): void {
  const { request, attributes } = target;
  if (!attributes.name) {
    throw methodNotSupported();
  }
  const mediaType = mediaTypeOf(request);
  if (mediaType === 'application/apply-patch+yaml') {
    applyObject(target);
    return;
  }
  if (
    !isPatchType(mediaType) ||
    (target.type.crd && mediaType === 'application/strategic-merge-patch+json')
  ) {
    throw unsupportedMediaType([
      'application/json-patch+json',
      'application/merge-patch+json',
      ...(target.type.crd ? [] : ['application/strategic-merge-patch+json']),
      'application/apply-patch+yaml',
    ]);
  }
  patchWith(target, mediaType);
}

function patchWith(target: ResourceRequest, mediaType: PatchType): void {
  const { request, options, type, attributes } = target;
  if (queryFlag(request, 'force')) {
    throw invalid({ group: 'meta.k8s.io', kind: 'PatchOptions' }, '', [
      {
        reason: 'FieldValueForbidden',
        field: 'force',
        message: 'Forbidden: may not be specified for non-apply patch',
      },
    ]);
  }
  const patch = parsePatch(bodyText(request));
  const validation = fieldValidationOf(request);
  const patched = options.store.writer.update(
    writeOf(target, 'PatchOptions'),
    attributes.name,
    old => {
      const result = applyPatch(mediaType, type, inVersion(type, old), patch);
      try {
        return decodeObject(type, result, validation, warning =>
          sendWarning(target, warning),
        );
      } catch (error) {
        throw asPatchError(error, result);
      }
    },
  );
  sendObject(target, options.store, inVersion(type, patched));
}

/** Problems of the patched object are problems of the patch. */
function asPatchError(error: unknown, patched: JsonObject): unknown {
  if (!(error instanceof ApiError) || error.code !== 400) {
    return error;
  }
  const detail = error.message.replace(/^.* cannot be handled as a \w+: /, '');
  return invalid({ group: '', kind: '' }, '', [
    {
      reason: 'FieldValueInvalid',
      field: 'patch',
      message: `Invalid value: ${JSON.stringify(
        JSON.stringify(patched),
      )}: ${detail}`,
    },
  ]);
}

function parsePatch(text: string): JsonValue {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw badRequest(
      `error decoding patch: ${error instanceof Error ? error.message : error}`,
    );
  }
}

function applyObject(target: ResourceRequest): void {
  const { request, options, type, attributes } = target;
  if (!queryText(request, 'fieldManager')) {
    throw invalid({ group: 'meta.k8s.io', kind: 'PatchOptions' }, '', [
      {
        reason: 'FieldValueRequired',
        field: 'fieldManager',
        message: 'Required value: is required for apply patch',
      },
    ]);
  }
  fieldValidationOf(request);
  const config = parseYaml(bodyText(request));
  if (!isObject(config)) {
    throw badRequest('error decoding YAML: an apply patch must be an object');
  }
  const { object, created } = options.store.writer.apply(
    writeOf(target, 'PatchOptions'),
    attributes.name,
    config,
    queryFlag(request, 'force'),
  );
  sendObject(
    target,
    options.store,
    inVersion(type, object),
    created ? 201 : 200,
  );
}

function writeOf(target: ResourceRequest, optionsKind: string): Write {
  const { request, type, namespace, attributes } = target;
  if (attributes.subresource === 'finalize') {
    throw notFound(type, attributes.name);
  }
  return {
    type,
    namespace: type.namespaced ? namespace : undefined,
    subresource: attributes.subresource === 'status' ? 'status' : '',
    manager: managerOf(request),
    dryRun: isDryRun(request, optionsKind),
  };
}

/** A warning of the API: code 299, as RFC 7234 has it. */
export function sendWarning(
  { response }: Pick<ResourceRequest, 'response'>,
  message: string,
): void {
  const text = message
    .replace(/[^\x20-\x7e]/g, ' ')
    .replace(/["\\]/g, '\\$&')
    .slice(0, maxWarningLength);
  response.append('Warning', `299 - "${text}"`);
}
