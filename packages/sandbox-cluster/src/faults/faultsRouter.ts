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

import { ErrorRequestHandler, json, Router } from 'express';
import { z } from 'zod';
import { authenticate } from '../apiserver/authenticate';
import { ApiError, badRequest } from '../store/ApiError';
import { faultsSchema, noFaults } from './faultsSchema';
import { SwitchableFaults } from './SwitchableFaults';

const sendStatus: ErrorRequestHandler = (error, _request, response, _next) => {
  const { status } =
    error instanceof ApiError ? error : badRequest('The body is no JSON.');
  response.status(status.code).json(status);
};

/**
 * Shows (GET), sets (PUT) and switches off (DELETE) a cluster's faults while it
 * runs; with the cluster's own token.
 */
export function createFaultsRouter(
  faults: SwitchableFaults,
  token: string,
): Router {
  const router = Router();
  router.use(authenticate(token));
  router.use(json({ limit: '64kb' }));
  router.get('/', (_request, response) => {
    response.json(faults.current);
  });
  router.put('/', (request, response, next) => {
    const parsed = faultsSchema.safeParse(request.body);
    if (!parsed.success) {
      next(badRequest(z.prettifyError(parsed.error)));
      return;
    }
    faults.switchTo(parsed.data);
    response.json(parsed.data);
  });
  router.delete('/', (_request, response) => {
    faults.switchTo(noFaults);
    response.json(noFaults);
  });
  router.use(sendStatus);
  return router;
}
