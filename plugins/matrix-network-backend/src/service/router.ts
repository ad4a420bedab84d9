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

import {
  AuditorService,
  HttpAuthService,
  PermissionsService,
} from '@backstage/backend-plugin-api';
import express, { Request, Response } from 'express';
import Router from 'express-promise-router';
import { assertAllowed } from './assertAllowed';
import { Route } from './Route';
import * as routeModules from './routes';
import { Services } from './Services';

/** Bodies are specs and small requests. */
const MAX_BODY = '256kb';

/** All routes but `GET /health`, which needs no credentials. */
export const routes: readonly Route[] = [
  routeModules.listKubernetesClusters,
  routeModules.listReleases,
  routeModules.listMatrixClusters,
  routeModules.getMatrixCluster,
  routeModules.getConnectivity,
  routeModules.refreshMatrixCluster,
  routeModules.forgetMatrixCluster,
  routeModules.validateSpec,
  routeModules.renderSpec,
  routeModules.planStack,
  routeModules.listSpecs,
  routeModules.startOperation,
  routeModules.startUninstall,
  routeModules.listOperations,
  routeModules.getOperation,
  routeModules.checkCertificate,
  routeModules.startProbe,
];

export interface RouterOptions {
  services: Services;
  httpAuth: HttpAuthService;
  permissions: PermissionsService;
  auditor: AuditorService;
}

/** The REST API. */
export function createRouter(options: RouterOptions): express.Router {
  const router = Router();
  router.use(express.json({ limit: MAX_BODY }));
  router.get('/health', (_request, response) => {
    response.json({ status: 'ok' });
  });
  for (const route of routes) {
    router[route.method](route.path, async (request, response) => {
      await serve(options, route, request, response);
    });
  }
  return router;
}

async function serve(
  options: RouterOptions,
  route: Route,
  request: Request,
  response: Response,
): Promise<void> {
  const { services, httpAuth, permissions, auditor } = options;
  const credentials = await httpAuth.credentials(request, {
    allow: ['user', 'service'],
  });
  const event =
    route.audit &&
    (await auditor.createEvent({
      ...route.audit,
      request,
      meta: { ...request.params },
    }));
  try {
    await assertAllowed(permissions, route.permission, credentials);
    const result = await route.handle(services, {
      params: request.params,
      query: request.query,
      body: request.body,
      credentials,
      signal: abortedWith(response),
    });
    await event?.success({ meta: result.audit });
    send(response, result.status, result.body);
  } catch (error) {
    await event?.fail({
      error: error instanceof Error ? error : new Error(String(error)),
    });
    throw error;
  }
}

function send(response: Response, status: number, body: unknown): void {
  response.status(status);
  if (body === undefined) {
    response.end();
  } else {
    response.json(body);
  }
}

/** Work for a client that went away is wasted. */
function abortedWith(response: Response): AbortSignal {
  const controller = new AbortController();
  response.once('close', () =>
    controller.abort(new Error('The client went away')),
  );
  return controller.signal;
}
