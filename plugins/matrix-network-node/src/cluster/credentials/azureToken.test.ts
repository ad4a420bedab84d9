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

import { serve, stopServing } from '../../__testUtils__/serve';
import { azureToken } from './azureToken';

const before = { ...process.env };

afterEach(() => {
  process.env = { ...before };
  stopServing();
});

it("asks for a token of the portal's managed identity, for AKS", async () => {
  const expiresOn = Math.floor(Date.now() / 1000) + 3600;
  const asked: string[] = [];
  const endpoint = await serve((request, response) => {
    const { searchParams } = new URL(request.url ?? '', 'http://localhost');
    asked.push(searchParams.get('resource') ?? '');
    response.statusCode =
      request.headers['x-identity-header'] === 'header' ? 200 : 403;
    response.end(
      JSON.stringify({
        access_token: 'azure token',
        expires_on: String(expiresOn),
        resource: searchParams.get('resource'),
        token_type: 'Bearer',
      }),
    );
  });
  Object.assign(process.env, {
    IDENTITY_ENDPOINT: `${endpoint}/msi/token`,
    IDENTITY_HEADER: 'header',
  });

  const token = await azureToken(AbortSignal.timeout(10_000));

  expect(asked).toEqual(['6dae42f8-4368-4678-94ff-3960e28e3630']);
  expect(token).toEqual({
    value: 'azure token',
    expiresAt: expiresOn * 1000,
  });
});
