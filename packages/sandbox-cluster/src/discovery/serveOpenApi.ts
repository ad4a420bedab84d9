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

import { createHash } from 'node:crypto';
import { Express } from 'express';
import { ApiError, unknownResource } from '../store/ApiError';
import { MemoryObjectStore } from '../store/MemoryObjectStore';
import { openApiDocument } from './openApiDocument';

/**
 * Serves /openapi/v3 from the schemas that the server validates with. The older
 * /openapi/v2 exists only as protobuf for clients that no longer need it: 406.
 */
export function serveOpenApi(app: Express, store: MemoryObjectStore): void {
  app.get('/openapi/v3', (_request, response) => {
    const paths: Record<string, { serverRelativeURL: string }> = {};
    for (const { group, version } of store.resourceTypes()) {
      const path = group ? `apis/${group}/${version}` : `api/${version}`;
      paths[path] ??= {
        serverRelativeURL: `/openapi/v3/${path}?hash=${hashOf(
          store,
          group,
          version,
        )}`,
      };
    }
    response.json({ paths });
  });
  app.get(
    ['/openapi/v3/api/:version', '/openapi/v3/apis/:group/:version'],
    (request, response, next) => {
      const { group = '', version } = request.params;
      const types = typesOf(store, group, version);
      if (types.length === 0) {
        next(unknownResource());
        return;
      }
      response.json(openApiDocument(types));
    },
  );
  app.get('/openapi/v2', (_request, _response, next) => {
    next(
      new ApiError(
        406,
        'NotAcceptable',
        'only /openapi/v3 is served, as application/json',
      ),
    );
  });
}

function typesOf(store: MemoryObjectStore, group: string, version: string) {
  return store.registry
    .types()
    .filter(type => type.group === group && type.version === version);
}

function hashOf(
  store: MemoryObjectStore,
  group: string,
  version: string,
): string {
  const text = typesOf(store, group, version)
    .map(type => `${type.kind}:${type.crd ?? ''}:${type.resource}`)
    .join();
  return createHash('sha256')
    .update(text)
    .digest('hex')
    .slice(0, 32)
    .toUpperCase();
}
