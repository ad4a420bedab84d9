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

import { RequestAttributes } from './RequestFaults';

/** What a path of the API means. */
export type RequestInfo =
  | { kind: 'resource'; attributes: RequestAttributes; apiVersion: string }
  | { kind: 'other'; attributes: RequestAttributes };

/** Takes a path such as /apis/apps/v1/namespaces/matrix/deployments/web/scale apart. */
export function parseRequest(
  method: string,
  path: string,
  query: { watch?: string },
): RequestInfo {
  const parts = path.split('/').filter(Boolean).map(decodeSegment);
  const [root, ...rest] = parts;
  const isCore = root === 'api';
  const prefix = isCore ? 1 : 2;
  if ((!isCore && root !== 'apis') || rest.length <= prefix) {
    return { kind: 'other', attributes: otherAttributes(method, path) };
  }
  const [group, version] = isCore ? ['', rest[0]] : [rest[0], rest[1]];
  const target = parseTarget(rest.slice(prefix));
  return {
    kind: 'resource',
    apiVersion: group ? `${group}/${version}` : version,
    attributes: {
      verb: verbOf(method, target.name, query.watch),
      group,
      version,
      path,
      ...target,
    },
  };
}

function decodeSegment(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    return segment;
  }
}

function parseTarget(
  parts: string[],
): Pick<RequestAttributes, 'resource' | 'subresource' | 'namespace' | 'name'> {
  const namespaceSubresources = ['status', 'finalize'];
  const [first, namespace = '', third] = parts;
  if (
    first === 'namespaces' &&
    third !== undefined &&
    !namespaceSubresources.includes(third)
  ) {
    const [, , resource, name = '', ...subresource] = parts;
    return { namespace, resource, name, subresource: subresource.join('/') };
  }
  const [resource, name = '', ...subresource] = parts;
  return {
    namespace: '',
    resource,
    name,
    subresource: subresource.join('/'),
  };
}

function verbOf(
  method: string,
  name: string,
  watch: string | undefined,
): string {
  switch (method) {
    case 'POST':
      return 'create';
    case 'PUT':
      return 'update';
    case 'PATCH':
      return 'patch';
    case 'DELETE':
      return name ? 'delete' : 'deletecollection';
    default:
      if (watch === 'true' || watch === '1') {
        return 'watch';
      }
      return name ? 'get' : 'list';
  }
}

function otherAttributes(method: string, path: string): RequestAttributes {
  return {
    verb: method.toLowerCase(),
    group: '',
    version: '',
    resource: '',
    subresource: '',
    namespace: '',
    name: '',
    path,
  };
}
