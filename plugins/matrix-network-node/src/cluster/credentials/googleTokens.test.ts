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

import { ConfigReader } from '@backstage/config';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { serve, stopServing } from '../../__testUtils__/serve';
import { googleTokens } from './googleTokens';

// The library looks about for several seconds before it asks for a token.
jest.setTimeout(30_000);

const before = { ...process.env };
let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'google-'));
});

afterEach(() => {
  process.env = { ...before };
  stopServing();
  rmSync(folder, { recursive: true });
});

const fetchWith = (credentials?: string) =>
  googleTokens(
    new ConfigReader({
      kubernetes: credentials && {
        googleServiceAccountCredentials: credentials,
      },
    }),
  )(AbortSignal.timeout(10_000));

it('exchanges the credentials of the configuration for a token', async () => {
  let asked = new URLSearchParams();
  const url = await serve((request, response) => {
    let body = '';
    request.on('data', chunk => {
      body += chunk;
    });
    request.on('end', () => {
      asked = new URLSearchParams(body);
      response.setHeader('Content-Type', 'application/json');
      response.end(
        JSON.stringify({
          access_token: 'google token',
          expires_in: 1800,
          token_type: 'Bearer',
          issued_token_type: 'urn:ietf:params:oauth:token-type:access_token',
        }),
      );
    });
  });
  const file = join(folder, 'token');
  writeFileSync(file, 'token of the workload');
  const now = Date.now();

  const token = await fetchWith(
    JSON.stringify({
      type: 'external_account',
      audience: '//iam.googleapis.com/projects/1/locations/global/x',
      subject_token_type: 'urn:ietf:params:oauth:token-type:jwt',
      token_url: `${url}/v1/token`,
      credential_source: { file },
    }),
  );

  expect(asked.get('subject_token')).toBe('token of the workload');
  expect(asked.get('scope')).toBe(
    'https://www.googleapis.com/auth/cloud-platform',
  );
  expect(token.value).toBe('google token');
  expect(token.expiresAt).toBeGreaterThanOrEqual(now + 1_800_000);
  expect(token.expiresAt).toBeLessThan(now + 1_900_000);
});

it("takes the account of the portal's own machine or pod where the configuration names none", async () => {
  const asked: string[] = [];
  const url = await serve((request, response) => {
    asked.push(request.url ?? '');
    response.setHeader('Metadata-Flavor', 'Google');
    response.setHeader('Content-Type', 'application/json');
    response.end(
      JSON.stringify(
        request.url?.includes('/token')
          ? { access_token: 'pod token', expires_in: 300, token_type: 'Bearer' }
          : 'googleapis.com',
      ),
    );
  });
  process.env.GCE_METADATA_HOST = new URL(url).host;
  process.env.METADATA_SERVER_DETECTION = 'assume-present';
  process.env.CLOUDSDK_CONFIG = folder;
  delete process.env.GOOGLE_APPLICATION_CREDENTIALS;

  const token = await fetchWith();

  expect(token.value).toBe('pod token');
  expect(asked).toContainEqual(
    expect.stringMatching(
      /^\/computeMetadata\/v1\/instance\/service-accounts\/default\/token/,
    ),
  );
});

it.each(['{"private_key": "secret-key", oops', '"secret-key"', '{}'])(
  'says that credentials are none, and nothing of what they are: %s',
  async credentials => {
    const failure = await fetchWith(credentials).catch(error => error);

    expect(failure.message).toMatch(
      /^kubernetes\.googleServiceAccountCredentials is not what Google gives .*; accepted: JSON/,
    );
    expect(failure.message).not.toContain('secret-key');
  },
);
