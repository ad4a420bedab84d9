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

import { InputError } from '@backstage/errors';
import {
  AUTH_PROVIDER,
  AuthMetadata,
  AWS_ASSUME_ROLE,
  AWS_CLUSTER_ID,
  AWS_EXTERNAL_ID,
  SERVICE_ACCOUNT_TOKEN,
} from './authMetadata';
import { AwsCluster } from './credentials/awsTokens';

/** Those of a cloud, which the portal signs in with as itself. */
export type CloudAuthProvider =
  | ({ kind: 'aws' } & AwsCluster)
  | { kind: 'azure' }
  | { kind: 'googleServiceAccount' };

/** How to sign in to a cluster. */
export type AuthProvider =
  /** With a token; without one of its own, with that of the pod the portal runs in. */
  | { kind: 'serviceAccount'; token?: string }
  /** The address signs in by itself, as `kubectl proxy` does. */
  | { kind: 'anonymous' }
  | CloudAuthProvider;

/** As the configuration names them. */
export const AUTH_PROVIDERS = [
  'serviceAccount',
  'aws',
  'azure',
  'googleServiceAccount',
  'localKubectlProxy',
] as const;

/** Providers of Backstage's Kubernetes plugin that act for whoever looks at a page; a poll acts for nobody. */
const ofUsers = ['google', 'oidc', 'aks'];

/** @throws InputError naming what is accepted, for a provider that is unknown or cannot work without a user. */
export function authProviderOf(
  clusterName: string,
  metadata: AuthMetadata,
  accepted: readonly (typeof AUTH_PROVIDERS)[number][] = AUTH_PROVIDERS,
): AuthProvider {
  const named = metadata[AUTH_PROVIDER];
  const provider = accepted.find(name => name === named);
  switch (provider) {
    case 'serviceAccount':
      return { kind: provider, token: metadata[SERVICE_ACCOUNT_TOKEN] };
    case 'aws':
      return {
        kind: provider,
        clusterId: metadata[AWS_CLUSTER_ID] ?? clusterName,
        assumeRole: metadata[AWS_ASSUME_ROLE],
        externalId: metadata[AWS_EXTERNAL_ID],
      };
    case 'azure':
    case 'googleServiceAccount':
      return { kind: provider };
    case 'localKubectlProxy':
      return { kind: 'anonymous' };
    default:
      throw new InputError(
        `Cluster '${clusterName}' ${whyNot(named)}; accepted: ${accepted.join(
          ', ',
        )}`,
      );
  }
}

function whyNot(provider: string | undefined): string {
  if (provider === undefined) {
    return 'has no authProvider';
  }
  const has = `has authProvider '${provider}'`;
  return ofUsers.includes(provider)
    ? `${has}, which needs a signed-in user`
    : has;
}
