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
import { parseDocument } from 'yaml';
import { checkFields } from '../schema/checkFields';
import { isObject, JsonObject, JsonValue } from '../schema/json';
import { badRequest, unsupportedMediaType } from '../store/ApiError';
import { ServedType } from '../store/ServedType';
import { decodeProtobuf, EncodedType, protobufType } from './protobuf';

const bodyTypes = ['application/json', 'application/yaml'];

/** What to do about fields that a kind does not have: `fieldValidation` of the request. */
export type FieldValidation = 'Strict' | 'Warn' | 'Ignore';

export function isYaml(mediaType: string | undefined): boolean {
  return /\bapplication\/(\S+\+)?yaml\b/.test(mediaType ?? '');
}

export function mediaTypeOf(request: Request): string {
  return (request.headers['content-type'] ?? 'application/json')
    .split(';')[0]
    .trim();
}

/** The body as JSON, whether it came as JSON, YAML or protobuf. */
export function parseBody(
  request: Request,
  type?: EncodedType & { crd?: unknown },
): JsonValue {
  const mediaType = mediaTypeOf(request);
  const body: unknown = request.body;
  if (
    mediaType === protobufType &&
    type &&
    !type.crd &&
    Buffer.isBuffer(body)
  ) {
    return decodeProtobuf(type, body);
  }
  if (!bodyTypes.includes(mediaType)) {
    throw unsupportedMediaType([
      'application/json',
      'application/yaml',
      'application/vnd.kubernetes.protobuf',
    ]);
  }
  return mediaType === 'application/yaml'
    ? parseYaml(bodyText(request))
    : parseJson(bodyText(request));
}

export function bodyText(request: Request): string {
  const body: unknown = request.body;
  return Buffer.isBuffer(body) ? body.toString('utf8') : '';
}

export function parseJson(text: string): JsonValue {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw badRequest(
      `the object provided is unrecognized: couldn't get version/kind; json parse error: ${
        error instanceof Error ? error.message : error
      }`,
    );
  }
}

/** Bounded: aliases cannot blow a small document up. */
export function parseYaml(text: string): JsonValue {
  const document = parseDocument(text, { uniqueKeys: true });
  const [problem] = document.errors;
  if (problem) {
    throw badRequest(`error decoding YAML: ${problem.message}`);
  }
  try {
    return document.toJS({ maxAliasCount: 100 });
  } catch (error) {
    throw badRequest(
      `error decoding YAML: ${error instanceof Error ? error.message : error}`,
    );
  }
}

/** An object of `type` as a request carries it, without what the kind does not have. */
export function decodeObject(
  type: ServedType,
  body: JsonValue,
  validation: FieldValidation,
  warn: (message: string) => void,
): JsonObject {
  if (!isObject(body)) {
    throw badRequest('the request body must be an object');
  }
  checkGroupVersionKind(type, body);
  const check = checkFields(type.schema, body, Boolean(type.crd));
  const subject = `${type.kind} in version ${JSON.stringify(
    type.version,
  )} cannot be handled as a ${type.kind}`;
  if (check.typeError && !type.crd) {
    throw badRequest(`${subject}: ${check.typeError.message}`);
  }
  const unknown = check.unknown.map(
    field => `unknown field ${JSON.stringify(field)}`,
  );
  if (unknown.length > 0 && validation === 'Strict') {
    throw badRequest(
      `${subject}: strict decoding error: ${unknown.join(', ')}`,
    );
  }
  if (validation === 'Warn') {
    unknown.forEach(warn);
  }
  if (!isObject(check.value)) {
    throw badRequest('the request body must be an object');
  }
  type.rules.decode?.(check.value);
  return check.value;
}

function checkGroupVersionKind(type: ServedType, body: JsonObject): void {
  body.apiVersion ??= type.apiVersion;
  body.kind ??= type.kind;
  const version = JSON.stringify(String(body.apiVersion).split('/').pop());
  if (body.kind !== type.kind || body.apiVersion !== type.apiVersion) {
    throw badRequest(
      body.kind === type.kind
        ? `${type.kind} in version ${version} cannot be handled as a ${
            type.kind
          }: no kind ${JSON.stringify(
            type.kind,
          )} is registered for version ${JSON.stringify(body.apiVersion)}`
        : `${body.kind} in version ${version} cannot be handled as a ${type.kind}: converting (${body.kind}) to (${type.kind}): unknown conversion`,
    );
  }
}
