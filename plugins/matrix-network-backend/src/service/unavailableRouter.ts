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

import { HttpAuthService } from '@backstage/backend-plugin-api';
import { ServiceUnavailableError } from '@backstage/errors';
import express from 'express';
import Router from 'express-promise-router';

/**
 * The REST API of a plugin that is not configured: every route says why, to
 * callers who are signed in, while the rest of the backend goes on.
 */
export function createUnavailableRouter(options: {
  message: string;
  httpAuth: HttpAuthService;
}): express.Router {
  const router = Router();
  router.get('/health', (_request, response) => {
    response.json({ status: 'notConfigured' });
  });
  router.use(async request => {
    await options.httpAuth.credentials(request, { allow: ['user', 'service'] });
    throw new ServiceUnavailableError(options.message);
  });
  return router;
}
