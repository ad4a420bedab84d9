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

import { PermissionsService } from '@backstage/backend-plugin-api';
import { mockErrorHandler, mockServices } from '@backstage/backend-test-utils';
import { JsonObject } from '@backstage/types';
import express from 'express';
import { createRouter } from '../service/router';
import { Services } from '../service/Services';
import { testServices } from './testServices';

/** The REST API over {@link testServices}, and what it wrote into the audit log. */
export async function testRouter(
  options: {
    services?: Partial<Services>;
    permissions?: PermissionsService;
  } = {},
) {
  const { services, knex } = await testServices(options.services);
  const audited: { eventId: string; outcome: string; meta?: unknown }[] = [];
  const auditor = mockServices.auditor.mock({
    createEvent: jest.fn(async ({ eventId }) => ({
      success: async (success?: { meta?: JsonObject }) => {
        audited.push({ eventId, outcome: 'success', meta: success?.meta });
      },
      fail: async () => {
        audited.push({ eventId, outcome: 'fail' });
      },
    })),
  });
  const app = express();
  app.use(
    createRouter({
      services,
      httpAuth: mockServices.httpAuth(),
      permissions: options.permissions ?? mockServices.permissions(),
      auditor,
    }),
  );
  app.use(mockErrorHandler());
  return { app, services, knex, audited };
}
