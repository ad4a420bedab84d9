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
  AuthService,
  BackstageCredentials,
  DiscoveryService,
} from '@backstage/backend-plugin-api';
import {
  MatrixNetworkApi,
  MatrixNetworkClient,
} from '@matrix-network/backstage-plugin-matrix-network-common';

/** The backend's API, called in the name of whoever started the task. */
export type ApiFor = (ctx: {
  getInitiatorCredentials(): Promise<BackstageCredentials>;
}) => Promise<MatrixNetworkApi>;

/**
 * Each request gets a token of its own, made from the initiator's credentials: a
 * task can outlive a token, and the user's permissions decide, never the
 * scaffolder's.
 */
export function createApiFor(options: {
  auth: AuthService;
  discovery: DiscoveryService;
}): ApiFor {
  const { auth, discovery } = options;
  return async ctx => {
    const onBehalfOf = await ctx.getInitiatorCredentials();
    return new MatrixNetworkClient({
      discoveryApi: discovery,
      fetchApi: {
        fetch: async (input, init) => {
          const { token } = await auth.getPluginRequestToken({
            onBehalfOf,
            targetPluginId: 'matrix-network',
          });
          const headers = new Headers(init?.headers);
          headers.set('Authorization', `Bearer ${token}`);
          return fetch(input, { ...init, headers });
        },
      },
    });
  };
}
