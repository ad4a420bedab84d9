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

import { FieldConflict } from '../apply/fieldManager';

/** Why one field or the whole object was refused; an entry of `details.causes`. */
export interface StatusCause {
  reason?: string;
  message: string;
  field?: string;
}

/** The `Status` object that the API answers errors with. */
export interface Status {
  kind: 'Status';
  apiVersion: 'v1';
  metadata: Record<string, string>;
  status: 'Failure';
  message: string;
  reason?: string;
  details?: StatusDetails;
  code: number;
}

export interface StatusDetails {
  name?: string;
  group?: string;
  kind?: string;
  uid?: string;
  causes?: StatusCause[];
  retryAfterSeconds?: number;
}

/** The resource an error is about: `networkpolicies.networking.k8s.io "x"`. */
export interface ResourceName {
  group: string;
  /** Plural; in errors about a kind's content the kind itself. */
  resource: string;
}

/** An error with the `Status` that the API answers it with. */
export class ApiError extends Error {
  readonly status: Status;

  constructor(
    code: number,
    reason: string | undefined,
    message: string,
    details?: StatusDetails,
  ) {
    super(message);
    this.name = 'ApiError';
    this.status = {
      kind: 'Status',
      apiVersion: 'v1',
      metadata: {},
      status: 'Failure',
      message,
      ...(reason && { reason }),
      ...(details && { details }),
      code,
    };
  }

  get code(): number {
    return this.status.code;
  }

  get reason(): string | undefined {
    return this.status.reason;
  }
}

/** `networkpolicies.networking.k8s.io`, `services`. */
export function qualifiedName({ resource, group }: ResourceName): string {
  return group ? `${resource}.${group}` : resource;
}

function detailsOf(of: ResourceName, name?: string): StatusDetails {
  return {
    ...(name && { name }),
    ...(of.group && { group: of.group }),
    kind: of.resource,
  };
}

export function notFound(of: ResourceName, name: string): ApiError {
  return new ApiError(
    404,
    'NotFound',
    `${qualifiedName(of)} ${JSON.stringify(name)} not found`,
    detailsOf(of, name),
  );
}

/** No such path is served. */
export function unknownResource(): ApiError {
  return new ApiError(
    404,
    'NotFound',
    'the server could not find the requested resource',
    {},
  );
}

export function alreadyExists(of: ResourceName, name: string): ApiError {
  return new ApiError(
    409,
    'AlreadyExists',
    `${qualifiedName(of)} ${JSON.stringify(name)} already exists`,
    detailsOf(of, name),
  );
}

export function conflict(
  of: ResourceName,
  name: string,
  message: string,
): ApiError {
  return new ApiError(
    409,
    'Conflict',
    `Operation cannot be fulfilled on ${qualifiedName(of)} ${JSON.stringify(
      name,
    )}: ${message}`,
    detailsOf(of, name),
  );
}

/** No such path: not even a Status, as the API server's router answers. */
export class UnknownPathError extends Error {
  constructor() {
    super('404 page not found');
    this.name = 'UnknownPathError';
  }
}

export const modifiedMessage =
  'the object has been modified; please apply your changes to the latest version and try again';

export function badRequest(message: string): ApiError {
  return new ApiError(400, 'BadRequest', message);
}

export function forbidden(
  of: ResourceName,
  name: string,
  message: string,
): ApiError {
  return new ApiError(
    403,
    'Forbidden',
    `${qualifiedName(of)} ${JSON.stringify(name)} is forbidden: ${message}`,
    detailsOf(of, name),
  );
}

export function unauthorized(): ApiError {
  return new ApiError(401, 'Unauthorized', 'Unauthorized');
}

export function expired(message: string): ApiError {
  return new ApiError(410, 'Expired', message);
}

/** A version that the server has not come to; it may, a moment later. */
export function futureVersion(asked: string, current: number): ApiError {
  const message = 'Too large resource version';
  return new ApiError(
    504,
    'Timeout',
    `Timeout: ${message}: ${asked}, current: ${current}`,
    {
      causes: [{ reason: 'ResourceVersionTooLarge', message }],
      retryAfterSeconds: 1,
    },
  );
}

/** A list that can't be continued as it was; `token` continues it as it is now. */
export function expiredContinue(error: ApiError, token: string): ApiError {
  error.status.metadata.continue = token;
  return error;
}

export function internalError(message: string): ApiError {
  return new ApiError(
    500,
    'InternalError',
    `Internal error occurred: ${message}`,
    {
      causes: [{ message }],
    },
  );
}

/** An error that the server has no reason for, as for a malformed apply. */
export function unclassified(message: string): ApiError {
  return new ApiError(500, undefined, message);
}

export function unsupportedMediaType(accepted: readonly string[]): ApiError {
  return new ApiError(
    415,
    'UnsupportedMediaType',
    `the body of the request was in an unknown format - accepted media types include: ${accepted.join(
      ', ',
    )}`,
  );
}

export function methodNotAllowed(of: ResourceName, action: string): ApiError {
  return new ApiError(
    405,
    'MethodNotAllowed',
    `${action} is not supported on resources of kind "${qualifiedName(of)}"`,
    detailsOf(of),
  );
}

export function methodNotSupported(): ApiError {
  return new ApiError(
    405,
    'MethodNotAllowed',
    'the server does not allow this method on the requested resource',
    {},
  );
}

export function requestTooLarge(limit: number): ApiError {
  return new ApiError(
    413,
    'RequestEntityTooLarge',
    `Request entity too large: limit is ${limit}`,
  );
}

/** One field that does not hold what its kind demands. */
export interface FieldProblem {
  reason:
    | 'FieldValueInvalid'
    | 'FieldValueRequired'
    | 'FieldValueForbidden'
    | 'FieldValueNotSupported'
    | 'FieldValueDuplicate'
    | 'FieldValueNotFound'
    | 'FieldValueTypeInvalid'
    | 'FieldValueTooLong'
    | 'FieldValueTooMany';
  /** For example `spec.ingress[0].ports[1].port`. */
  field: string;
  /** Without the field's name in front. */
  message: string;
}

/** 422 with one cause per field. */
export function invalid(
  of: { group: string; kind: string },
  name: string,
  problems: readonly FieldProblem[],
): ApiError {
  const lines = problems.map(({ field, message }) => `${field}: ${message}`);
  const text = lines.length === 1 ? lines[0] : `[${lines.join(', ')}]`;
  const kind = of.group ? `${of.kind}.${of.group}` : of.kind;
  return new ApiError(
    422,
    'Invalid',
    `${kind} ${JSON.stringify(name)} is invalid: ${text}`,
    {
      ...(name && { name }),
      ...(of.group && { group: of.group }),
      ...(of.kind && { kind: of.kind }),
      causes: problems.map(({ reason, message, field }) => ({
        reason,
        message,
        field,
      })),
    },
  );
}

/** 409 of a server-side apply that would change fields of other managers. */
export function applyConflict(conflicts: readonly FieldConflict[]): ApiError {
  const owners = new Map<string, string[]>();
  for (const { owner, path } of conflicts) {
    const name = describeOwner(owner);
    owners.set(name, [...(owners.get(name) ?? []), path]);
  }
  const [first] = conflicts;
  const message =
    conflicts.length === 1
      ? `Apply failed with 1 conflict: conflict with ${describeOwner(
          first.owner,
        )}: ${first.path}`
      : `Apply failed with ${conflicts.length} conflicts: ${[...owners]
          .sort(([a], [b]) => (a < b ? -1 : 1))
          .flatMap(([name, paths]) => [
            `conflicts with ${name}:`,
            ...paths.map(path => `- ${path}`),
          ])
          .join('\n')}`;
  return new ApiError(409, 'Conflict', message, {
    causes: conflicts.map(({ owner, path }) => ({
      reason: 'FieldManagerConflict',
      message: `conflict with ${describeOwner(owner)}`,
      field: path,
    })),
  });
}

function describeOwner(owner: FieldConflict['owner']): string {
  const name = JSON.stringify(owner.manager);
  const through = owner.subresource
    ? `${name} with subresource ${JSON.stringify(owner.subresource)}`
    : name;
  // No time: the API leaves it out of the manager's identity, and so of the message.
  return owner.operation === 'Update'
    ? `${through} using ${owner.apiVersion}`
    : through;
}
