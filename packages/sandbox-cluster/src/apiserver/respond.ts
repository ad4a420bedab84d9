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
import { stringify } from 'yaml';
import { JsonObject } from '../schema/json';
import { MemoryObjectStore } from '../store/MemoryObjectStore';
import { ServedType } from '../store/ServedType';
import {
  asPartialMetadata,
  asTable,
  responseShape,
} from '../tables/responseShape';
import { isYaml } from './body';

/** Sends one object or list in the form that the client asked for. */
export function sendObject(
  {
    request,
    response,
    type,
  }: { request: Request; response: Response; type: ServedType },
  store: MemoryObjectStore,
  object: JsonObject,
  code = 200,
): void {
  const shape = responseShape(request.headers.accept);
  switch (shape) {
    case 'table':
      sendJson(
        request,
        response,
        asTable(type, object, request, store.now()),
        code,
      );
      break;
    case 'metadata':
      sendJson(request, response, asPartialMetadata(type, object), code);
      break;
    default:
      sendJson(request, response, object, code);
  }
}

export function sendJson(
  request: Request,
  response: Response,
  body: unknown,
  code = 200,
): void {
  const accept = request.headers.accept ?? '';
  const wantsYaml =
    isYaml(accept) && !accept.includes('json') && !accept.includes('*/*');
  response.status(code);
  response.set('Cache-Control', 'no-cache, private');
  if (wantsYaml) {
    response.type('application/yaml').send(stringify(body));
  } else {
    response.json(body);
  }
}
