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

import { Config } from '@backstage/config';
import { InputError } from '@backstage/errors';
import type * as GoogleAuthLibrary from 'google-auth-library';
import { z } from 'zod';
import { FetchToken } from './Token';

const CREDENTIALS = 'kubernetes.googleServiceAccountCredentials';
const SCOPES = ['https://www.googleapis.com/auth/cloud-platform'];
/** For a token whose end its issuer does not say. */
const UNKNOWN_LIFETIME_MS = 5 * 60_000;

const credentialsSchema = z.looseObject({ type: z.string() });

/** Tokens for GKE, of the service account that the configuration names, else of that which Google finds for the portal. */
export function googleTokens(config: Config): FetchToken {
  return async () => {
    const {
      GoogleAuth,
    }: typeof GoogleAuthLibrary = require('google-auth-library');
    // A new one each time: it would give the same token again after a refusal.
    const auth = new GoogleAuth({
      credentials: credentialsOf(config),
      scopes: SCOPES,
    });
    const client = await auth.getClient();
    const { token } = await client.getAccessToken();
    if (!token) {
      throw new Error('Google gave no access token');
    }
    const { expiry_date: expiresAt } = client.credentials;
    return {
      value: token,
      expiresAt: expiresAt ?? Date.now() + UNKNOWN_LIFETIME_MS,
    };
  };
}

/** What is wrong is said without the text: it has a private key. */
function credentialsOf(config: Config) {
  const text = config.getOptionalString(CREDENTIALS);
  if (text === undefined) {
    return undefined;
  }
  const { success, data } = credentialsSchema.safeParse(jsonOf(text));
  if (!success) {
    throw new InputError(
      `${CREDENTIALS} is not what Google gives for a service account; accepted: JSON with a 'type', as in a key file`,
    );
  }
  return data;
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
