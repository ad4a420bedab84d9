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

import express, { ErrorRequestHandler, Express, RequestHandler } from 'express';
import { serveDiscovery } from '../discovery/serveDiscovery';
import { serveOpenApi } from '../discovery/serveOpenApi';
import { kubernetesRelease } from '../schema/builtinSchemas';
import {
  ApiError,
  badRequest,
  requestTooLarge,
  unclassified,
  UnknownPathError,
} from '../store/ApiError';
import { MemoryObjectStore } from '../store/MemoryObjectStore';
import { authenticate } from './authenticate';
import { isYaml } from './body';
import { handleResource } from './handleResource';
import { RequestFaults } from './RequestFaults';
import { parseRequest } from './requestInfo';

/** Requests larger than this are refused, as the real API server does. */
const maxBodyBytes = 3 * 1024 * 1024;

export interface ApiServerOptions {
  store: MemoryObjectStore;
  /** The bearer token that every request needs. */
  token: string;
  faults?: RequestFaults;
  /** What /version says, for example `v1.36.3`. */
  version?: string;
  /** The log of a pod's container, for `kubectl logs`. */
  logs?: (pod: {
    namespace: string;
    name: string;
    container: string | undefined;
  }) => string | undefined;
}

/** The Kubernetes API over one store, as a handler for an HTTP(S) server. */
export function createApiServer(options: ApiServerOptions): Express {
  const app = express();
  app.disable('x-powered-by');
  app.disable('etag');
  app.use(authenticate(options.token));
  app.use(injectFaults(options.faults));
  app.use(
    express.raw({ type: () => true, limit: maxBodyBytes, inflate: true }),
  );
  serveHealth(app, options.version ?? kubernetesRelease);
  serveDiscovery(app, options.store);
  serveOpenApi(app, options.store);
  app.use(handleResource(options));
  app.use((_request, _response, next) => next(new UnknownPathError()));
  app.use(errorSender());
  return app;
}

function serveHealth(app: Express, version: string): void {
  for (const path of ['/healthz', '/livez', '/readyz']) {
    app.get(path, (_request, response) => {
      response.type('text/plain').send('ok');
    });
  }
  const [, major = '1', minor = '0'] = /^v(\d+)\.(\d+)/.exec(version) ?? [];
  app.get('/version', (_request, response) => {
    response.json({
      major,
      minor,
      emulationMajor: major,
      emulationMinor: minor,
      minCompatibilityMajor: major,
      minCompatibilityMinor: String(Number(minor) - 1),
      gitVersion: version,
      gitCommit: '',
      gitTreeState: 'clean',
      buildDate: '1970-01-01T00:00:00Z',
      goVersion: '',
      compiler: 'sandbox',
      platform: `${process.platform}/${process.arch}`,
    });
  });
}

function injectFaults(faults: RequestFaults | undefined): RequestHandler {
  return async (request, response, next) => {
    if (!faults) {
      next();
      return;
    }
    const { attributes } = parseRequest(request.method, request.path, {
      watch: String(request.query.watch ?? ''),
    });
    const fault = await faults.before(attributes);
    switch (fault.outcome) {
      case 'reset':
        request.socket.destroy();
        break;
      case 'respond':
        response.status(fault.status.code).json(fault.status);
        break;
      default:
        next();
    }
  };
}

function errorSender(): ErrorRequestHandler {
  return (error, request, response, _next) => {
    if (error instanceof UnknownPathError) {
      response.status(404).type('text/plain').send(`${error.message}\n`);
      return;
    }
    const status = toApiError(error).status;
    if (response.headersSent) {
      response.end();
      return;
    }
    if (status.details?.retryAfterSeconds) {
      response.set('Retry-After', String(status.details.retryAfterSeconds));
    }
    response.status(status.code);
    if (isYaml(request.headers.accept)) {
      response.type('application/yaml');
    }
    response.json(status);
  };
}

function toApiError(error: unknown): ApiError {
  if (error instanceof ApiError) {
    return error;
  }
  if (error instanceof Error && 'type' in error) {
    return error.type === 'entity.too.large'
      ? requestTooLarge(maxBodyBytes)
      : badRequest(error.message);
  }
  return unclassified(error instanceof Error ? error.message : String(error));
}
