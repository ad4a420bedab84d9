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

/** How to sign in to a cluster of the configuration. */
export type AuthProvider =
  /** With a token; without one of its own, with that of the pod the portal runs in. */
  | { kind: 'serviceAccount'; token?: string }
  /** The address signs in by itself, as `kubectl proxy` does. */
  | { kind: 'anonymous' };

const ACCEPTED = 'serviceAccount, localKubectlProxy';

/** As an annotation of a cluster in the catalog, and under `authMetadata`. */
const AUTH_PROVIDER = 'kubernetes.io/auth-provider';

/** Providers of Backstage's Kubernetes plugin that act for whoever looks at a page; a poll acts for nobody. */
const ofUsers = ['google', 'oidc', 'aks'];

/** Those that sign in as the portal itself, through libraries of a cloud that are not part of this product. */
const ofClouds: Readonly<Record<string, string>> = {
  aws: 'aws eks get-token',
  azure: 'kubelogin get-token',
  googleServiceAccount: 'gke-gcloud-auth-plugin',
};

/** @throws InputError naming what is accepted, for a provider that cannot work without a user or a cloud's library. */
export function authProviderOf(name: string, cluster: Config): AuthProvider {
  const metadata = cluster.getOptional<Record<string, unknown>>('authMetadata');
  const provider =
    metadata?.[AUTH_PROVIDER] ?? cluster.getOptionalString('authProvider');
  switch (provider) {
    case 'serviceAccount': {
      const token = metadata?.serviceAccountToken;
      return {
        kind: 'serviceAccount',
        token:
          typeof token === 'string'
            ? token
            : cluster.getOptionalString('serviceAccountToken'),
      };
    }
    case 'localKubectlProxy':
      return { kind: 'anonymous' };
    default:
      throw new InputError(whyNot(name, provider));
  }
}

function whyNot(name: string, provider: unknown): string {
  const cluster = `Cluster '${name}'`;
  if (typeof provider !== 'string') {
    return `${cluster} has no authProvider; accepted: ${ACCEPTED}`;
  }
  const has = `${cluster} has authProvider '${provider}'`;
  if (ofUsers.includes(provider)) {
    return `${has}, which needs a signed-in user; accepted: ${ACCEPTED}`;
  }
  const program = ofClouds[provider];
  return program
    ? `${has}, which needs a library of its cloud; accepted: ${ACCEPTED}, or the cluster as a context of matrixNetwork.kubeconfig that signs in by \`${program}\``
    : `${has}; accepted: ${ACCEPTED}`;
}
