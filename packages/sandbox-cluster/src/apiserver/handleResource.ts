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

import { Request, RequestHandler, Response } from 'express';
import {
  methodNotSupported,
  notFound,
  unknownResource,
  UnknownPathError,
} from '../store/ApiError';
import { ServedType } from '../store/ServedType';
import { ApiServerOptions } from './createApiServer';
import { deleteCollection, deleteObject } from './deleteObjects';
import { podLog } from './podLog';
import { getObject, listObjects } from './readObjects';
import { RequestAttributes } from './RequestFaults';
import { parseRequest } from './requestInfo';
import { isReview, review } from './reviews';
import { handleScale } from './scale';
import { watchObjects } from './watchObjects';
import { createObject, patchObject, updateObject } from './writeObjects';

/** One request to one resource, and what answering it takes. */
export interface ResourceRequest {
  options: ApiServerOptions;
  request: Request;
  response: Response;
  type: ServedType;
  attributes: RequestAttributes;
  /** Undefined for cluster-scoped kinds and for lists of all namespaces. */
  namespace: string | undefined;
}

/** Serves lists, watches and objects of all kinds. */
export function handleResource(options: ApiServerOptions): RequestHandler {
  return (request, response, next) => {
    const info = parseRequest(request.method, request.path, {
      watch: String(request.query.watch ?? ''),
    });
    if (info.kind === 'other') {
      next();
      return;
    }
    try {
      if (isReview(info.attributes)) {
        review(options, request, response, info.attributes);
        return;
      }
      const type = findType(options, info.attributes);
      dispatch({
        options,
        request,
        response,
        type,
        attributes: info.attributes,
        namespace: info.attributes.namespace || undefined,
      });
    } catch (error) {
      next(error);
    }
  };
}

function findType(
  { store }: ApiServerOptions,
  { group, version, resource, namespace }: RequestAttributes,
): ServedType {
  const type = store.registry.byResource(group, version, resource);
  const isServed = store.registry
    .types()
    .some(one => one.group === group && one.version === version);
  if (!isServed) {
    throw new UnknownPathError();
  }
  if (!type || (namespace && !type.namespaced)) {
    throw unknownResource();
  }
  return type;
}

function dispatch(target: ResourceRequest): void {
  const { attributes, type } = target;
  const { subresource, name } = attributes;
  if (name && type.namespaced && !attributes.namespace) {
    throw unknownResource();
  }
  if (subresource && !type.subresources.includes(subresource)) {
    throw unknownResource();
  }
  switch (subresource) {
    case '':
    case 'status':
    case 'finalize':
      dispatchObject(target);
      break;
    case 'scale':
      handleScale(target);
      break;
    case 'log':
      podLog(target);
      break;
    default:
      throw notFound(type, name);
  }
}

function dispatchObject(target: ResourceRequest): void {
  const { verb, subresource } = target.attributes;
  switch (verb) {
    case 'get':
      getObject(target);
      break;
    case 'list':
      listObjects(target);
      break;
    case 'watch':
      watchObjects(target);
      break;
    case 'create':
      createObject(target);
      break;
    case 'update':
      updateObject(target);
      break;
    case 'patch':
      patchObject(target);
      break;
    case 'delete':
      if (subresource) {
        throw methodNotSupported();
      }
      deleteObject(target);
      break;
    default:
      deleteCollection(target);
  }
}
