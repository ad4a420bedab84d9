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
import { createPublicKey, generateKeyPairSync, verify } from 'node:crypto';
import { serveAs } from '../../__testUtils__/serveAs';
import { googleTokens } from './googleTokens';

const before = { ...process.env };

afterEach(() => {
  process.env = { ...before };
});

const { privateKey } = generateKeyPairSync('rsa', {
  modulusLength: 2048,
  privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
  publicKeyEncoding: { type: 'spki', format: 'pem' },
});

/** What a JWT claims, when it was signed by the key. */
function claimsOf(jwt: string): unknown {
  const [header, payload, signature] = jwt.split('.');
  const isGenuine = verify(
    'RSA-SHA256',
    Buffer.from(`${header}.${payload}`),
    createPublicKey(privateKey),
    Buffer.from(signature, 'base64url'),
  );
  return isGenuine
    ? JSON.parse(Buffer.from(payload, 'base64url').toString())
    : undefined;
}

async function fetchWithKey() {
  return googleTokens(
    new ConfigReader({
      kubernetes: {
        googleServiceAccountCredentials: JSON.stringify({
          type: 'service_account',
          project_id: 'p',
          private_key_id: '1',
          private_key: privateKey,
          client_email: 'portal@p.iam.gserviceaccount.com',
          client_id: '2',
        }),
      },
    }),
  )(AbortSignal.timeout(10_000));
}

it('signs in with the key of a service account', async () => {
  const claims: unknown[] = [];
  const google = await serveAs('www.googleapis.com', (request, response) => {
    let body = '';
    request.on('data', chunk => {
      body += chunk;
    });
    request.on('end', () => {
      claims.push(claimsOf(new URLSearchParams(body).get('assertion') ?? ''));
      response.setHeader('Content-Type', 'application/json');
      response.end(
        JSON.stringify({
          access_token: 'google token',
          expires_in: 3600,
          token_type: 'Bearer',
        }),
      );
    });
  });
  process.env.HTTPS_PROXY = google.proxy;
  delete process.env.NO_PROXY;
  delete process.env.no_proxy;

  try {
    const now = Date.now();
    const token = await fetchWithKey();

    expect(claims).toEqual([
      expect.objectContaining({
        iss: 'portal@p.iam.gserviceaccount.com',
        scope: 'https://www.googleapis.com/auth/cloud-platform',
      }),
    ]);
    expect(token.value).toBe('google token');
    expect(token.expiresAt).toBeGreaterThan(now + 3_590_000);
    expect(token.expiresAt).toBeLessThan(now + 3_610_000);
  } finally {
    google.stop();
  }
});
