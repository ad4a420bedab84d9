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
import { mockCredentials, mockServices } from '@backstage/backend-test-utils';
import {
  AuthorizePermissionRequest,
  AuthorizeResult,
  DefinitivePolicyDecision,
} from '@backstage/plugin-permission-common';
import request from 'supertest';
import { testRouter } from '../__testUtils__/testRouter';
import { routes } from './router';

jest.setTimeout(60_000);

/** Denies one permission; allows the others. */
function denying(
  name: string,
  result: AuthorizeResult.DENY | AuthorizeResult.ALLOW = AuthorizeResult.DENY,
): PermissionsService {
  return mockServices.permissions.mock({
    authorize: async (requests: AuthorizePermissionRequest[]) =>
      requests.map(({ permission }) => ({
        result: permission.name === name ? result : AuthorizeResult.ALLOW,
      })),
  });
}

describe('permissions of the routes', () => {
  const concrete = (path: string) =>
    path.replace(':name', 'chat-eu').replace(':id', 'op-1');

  it.each(routes.map(route => [`${route.method} ${route.path}`, route]))(
    '%s is refused without its permission, whatever else is allowed',
    async (_, route) => {
      if (typeof route === 'string') {
        throw new Error('Expected a route');
      }
      const { app, services } = await testRouter({
        permissions: denying(route.permission.name),
      });
      const response = await request(app)
        [route.method](concrete(route.path))
        .send({});
      expect(response.status).toBe(403);
      expect(response.body.error).toMatchObject({
        name: 'NotAllowedError',
        message: `This needs the permission ${route.permission.name}`,
      });
      await expect(services.directory.find('chat-eu')).resolves.toBeDefined();
      await expect(services.operations.list('chat-eu')).resolves.toEqual([]);
      expect(services.polls.pollNow).not.toHaveBeenCalled();
    },
  );

  it.each(routes.map(route => [`${route.method} ${route.path}`, route]))(
    '%s is refused without credentials',
    async (_, route) => {
      if (typeof route === 'string') {
        throw new Error('Expected a route');
      }
      const { app } = await testRouter();
      const response = await request(app)
        [route.method](concrete(route.path))
        .set('Authorization', mockCredentials.none.header())
        .send({});
      expect(response.status).toBe(401);
    },
  );

  it("asks with the caller's credentials", async () => {
    const allow: DefinitivePolicyDecision = { result: AuthorizeResult.ALLOW };
    const authorize = jest.fn(async () => [allow]);
    const { app } = await testRouter({
      permissions: mockServices.permissions.mock({ authorize }),
    });
    await request(app)
      .get('/matrix-clusters')
      .set('Authorization', mockCredentials.user.header('user:default/ada'));
    expect(authorize).toHaveBeenCalledWith(
      [expect.anything()],
      expect.objectContaining({
        credentials: mockCredentials.user('user:default/ada'),
      }),
    );
  });

  it('every route that changes or sends something is audited', () => {
    expect(
      routes.filter(route => route.audit).map(route => route.audit?.eventId),
    ).toEqual([
      'matrix-cluster-forget',
      'matrix-cluster-apply',
      'matrix-cluster-uninstall',
      'certificate-check',
      'matrix-cluster-probe',
    ]);
  });
});
