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

import { asKubernetesObject } from './asKubernetesObject';
import { JsonObject, stringAt } from '../schema/json';
import { AdmissionHook, AdmissionRequest } from './ObjectStore';
import {
  ApiError,
  forbidden,
  internalError,
  notFound,
  StatusCause,
} from './ApiError';
import { ServedType } from './ServedType';
import { nameOf, namespaceOf } from './metadata';

/** Refuses content for a namespace that is not there, or is going away. */
export function checkNamespace(
  type: ServedType,
  object: JsonObject,
  namespace: JsonObject | undefined,
): void {
  if (!type.namespaced) {
    return;
  }
  const name = namespaceOf(object);
  if (!namespace) {
    throw notFound({ group: '', resource: 'namespaces' }, name);
  }
  const { metadata } = namespace;
  const isTerminating =
    typeof metadata === 'object' &&
    metadata !== null &&
    'deletionTimestamp' in metadata;
  if (isTerminating) {
    const error = forbidden(
      type,
      nameOf(object),
      `unable to create new content in namespace ${name} because it is being terminated`,
    );
    const cause: StatusCause = {
      reason: 'NamespaceTerminating',
      message: `namespace ${name} is being terminated`,
      field: 'metadata.namespace',
    };
    throw new ApiError(403, 'Forbidden', error.message, {
      ...error.status.details,
      causes: [cause],
    });
  }
}

/** Refuses a custom object while its definition is going away. */
export function checkDefinition(
  type: ServedType,
  object: JsonObject,
  definition: (name: string) => JsonObject | undefined,
): void {
  const crd = type.crd === undefined ? undefined : definition(type.crd);
  if (crd && stringAt(crd, 'metadata', 'deletionTimestamp')) {
    throw forbidden(
      type,
      nameOf(object),
      'create not allowed while custom resource definition is terminating',
    );
  }
}

/** Lets the cluster's admission plugins and webhooks have their say. */
export function callWebhooks(
  hook: AdmissionHook | undefined,
  operation: AdmissionRequest['operation'],
  type: ServedType,
  object: JsonObject,
  oldObject: JsonObject | undefined,
  dryRun: boolean,
): void {
  const refusal = hook?.({
    operation,
    group: type.group,
    kind: type.kind,
    namespace: namespaceOf(object) || undefined,
    name: nameOf(object),
    object: asKubernetesObject(object),
    oldObject: oldObject && asKubernetesObject(oldObject),
    dryRun,
  });
  switch (refusal?.result) {
    case 'forbidden':
      throw forbidden(type, nameOf(object), refusal.message);
    case 'denied':
      throw deniedBy(refusal.webhook, refusal.message, refusal.code ?? 400);
    case 'failed':
      throw internalError(
        `failed calling webhook ${JSON.stringify(refusal.webhook)}: ${
          refusal.message
        }`,
      );
    default:
  }
}

function deniedBy(webhook: string, message: string, code: number): ApiError {
  const reasons: Readonly<Record<number, string>> = {
    400: 'BadRequest',
    403: 'Forbidden',
    409: 'Conflict',
    422: 'Invalid',
  };
  return new ApiError(
    code,
    reasons[code],
    `admission webhook ${JSON.stringify(
      webhook,
    )} denied the request: ${message}`,
  );
}
