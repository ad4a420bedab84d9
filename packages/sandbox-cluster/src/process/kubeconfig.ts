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

import { stringify } from 'yaml';

/** What a kubeconfig says of one cluster. */
export interface KubeconfigCluster {
  name: string;
  /** Over TLS: kubectl sends no token over plain HTTP. */
  server: string;
  /** PEM of the certificate to trust. */
  certificate: string;
}

/** A kubeconfig for clusters that take the token; the first is the current one. */
export function kubeconfig(
  clusters: readonly KubeconfigCluster[],
  token: string,
): string {
  return stringify({
    apiVersion: 'v1',
    kind: 'Config',
    'current-context': clusters[0]?.name,
    clusters: clusters.map(({ name, server, certificate }) => ({
      name,
      cluster: {
        server,
        'certificate-authority-data':
          Buffer.from(certificate).toString('base64'),
      },
    })),
    users: [{ name: 'sandbox', user: { token } }],
    contexts: clusters.map(({ name }) => ({
      name,
      context: { cluster: name, user: 'sandbox', namespace: 'matrix' },
    })),
  });
}
