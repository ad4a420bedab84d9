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

import { User } from '@kubernetes/client-node';
import type { LookupFunction } from 'node:net';
import { AuthMetadata } from './authMetadata';
import { AuthProvider, authProviderOf } from './authProvider';
import { ClusterClient } from './ClusterClient';
import { createClusterClientFromKubeConfig } from './createClusterClient';
import { CloudTokens } from './credentials/CloudTokens';
import { kubeConfigFor } from './kubeConfigFor';
import { PodAccount } from './podAccount';

/** A cluster as a locator method of Backstage's Kubernetes plugin finds it. */
export interface LocatedCluster {
  name: string;
  title?: string;
  url: string;
  caData?: string;
  caFile?: string;
  skipTLSVerify: boolean;
  authMetadata: AuthMetadata;
}

/** Whom the portal may sign in as. */
export interface PortalIdentities {
  tokens: CloudTokens;
  pod: PodAccount;
}

/** @throws InputError when it cannot be signed in to, or its address is not safe. */
export function clientOf(
  cluster: LocatedCluster,
  identities: PortalIdentities,
  lookup?: LookupFunction,
): ClusterClient {
  const { name, url, caData, skipTLSVerify } = cluster;
  const provider = authProviderOf(name, cluster.authMetadata);
  const { user, caFile } = signIn(name, provider, identities.pod);
  const kubeConfig = kubeConfigFor(
    {
      name,
      server: url,
      caData,
      caFile: cluster.caFile ?? (caData ? undefined : caFile),
      skipTLSVerify,
    },
    user,
  );
  return createClusterClientFromKubeConfig(name, kubeConfig, {
    lookup,
    tokens: tokensOf(provider, identities.tokens),
  });
}

function tokensOf(provider: AuthProvider, tokens: CloudTokens) {
  return provider.kind === 'anonymous' || provider.kind === 'serviceAccount'
    ? undefined
    : tokens.of(provider);
}

/** Whom to sign in as, and whose CA to trust where the configuration names none. */
function signIn(
  name: string,
  provider: AuthProvider,
  pod: PodAccount,
): { user: User; caFile?: string } {
  if (provider.kind !== 'serviceAccount') {
    return { user: { name } };
  }
  if (provider.token) {
    return { user: { name, token: provider.token } };
  }
  const { tokenFile, caFile } = pod;
  return {
    user: { name, authProvider: { name: 'tokenFile', config: { tokenFile } } },
    caFile,
  };
}
