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

import { Request, Response } from 'express';
import { builtinSchema } from '../schema/builtinSchemas';
import { anySchema } from '../schema/Schema';
import { isObject, JsonObject, objectAt, stringAt } from '../schema/json';
import { badRequest } from '../store/ApiError';
import { parseBody } from './body';
import { ApiServerOptions } from './createApiServer';
import { RequestAttributes } from './RequestFaults';
import { sendJson } from './respond';

const apiVersion = 'authorization.k8s.io/v1';
const reviews: Record<string, string> = {
  selfsubjectaccessreviews: 'SelfSubjectAccessReview',
  selfsubjectrulesreviews: 'SelfSubjectRulesReview',
};

/** Whether the request asks what its sender may do. */
export function isReview({
  group,
  resource,
  verb,
}: RequestAttributes): boolean {
  return (
    group === 'authorization.k8s.io' && resource in reviews && verb === 'create'
  );
}

/** Everything is allowed that no fault forbids. */
export function review(
  options: ApiServerOptions,
  request: Request,
  response: Response,
  { resource }: RequestAttributes,
): void {
  const kind = reviews[resource];
  const body = parseBody(request, {
    apiVersion,
    kind,
    schema: builtinSchema(apiVersion, kind) ?? anySchema,
  });
  if (!isObject(body)) {
    throw badRequest('the request body must be an object');
  }
  const status =
    resource === 'selfsubjectaccessreviews'
      ? accessStatus(options, body)
      : rulesStatus();
  sendJson(request, response, { ...body, metadata: {}, status }, 201);
}

function accessStatus(
  { faults }: ApiServerOptions,
  body: JsonObject,
): JsonObject {
  const asked = objectAt(body, 'spec', 'resourceAttributes');
  const reason = faults?.forbids?.({
    verb: stringAt(asked, 'verb'),
    group: stringAt(asked, 'group'),
    version: stringAt(asked, 'version'),
    resource: stringAt(asked, 'resource'),
    subresource: stringAt(asked, 'subresource'),
    namespace: stringAt(asked, 'namespace'),
    name: stringAt(asked, 'name'),
    path: stringAt(body, 'spec', 'nonResourceAttributes', 'path'),
  });
  return reason === undefined ? { allowed: true } : { allowed: false, reason };
}

function rulesStatus(): JsonObject {
  return {
    resourceRules: [{ verbs: ['*'], apiGroups: ['*'], resources: ['*'] }],
    nonResourceRules: [{ verbs: ['*'], nonResourceURLs: ['*'] }],
    incomplete: false,
  };
}
