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

import { KubeConfig } from '@kubernetes/client-node';
import { ClusterClient } from './ClusterClient';
import {
  HttpConnection,
  HttpTransport,
  HttpTransportOptions,
} from './HttpTransport';
import { kubeConfigFor } from './kubeConfigFor';
import { TransportClusterClient } from './TransportClusterClient';

/** How to reach one API server with a bearer token. @public */
export interface ClusterClientOptions extends HttpTransportOptions {
  name: string;
  /** Address of the API server. */
  url: string;
  token?: string;
  /** CA certificates in PEM, base64-encoded, as in a kubeconfig. */
  caData?: string;
  caFile?: string;
  skipTLSVerify?: boolean;
}

/** A client for an API server that is known by its address. @public */
export function createClusterClient(
  options: ClusterClientOptions,
): ClusterClient {
  const { name, url, token, caData, caFile, skipTLSVerify } = options;
  const kubeConfig = kubeConfigFor(
    {
      name,
      server: url,
      caData,
      caFile,
      skipTLSVerify: skipTLSVerify ?? false,
    },
    { name, token },
  );
  return createClusterClientFromKubeConfig(name, kubeConfig, options);
}

/** A client for the current context of a kubeconfig, with all its ways to sign in. */
export function createClusterClientFromKubeConfig(
  name: string,
  kubeConfig: KubeConfig,
  options: HttpTransportOptions & HttpConnection = {},
): ClusterClient {
  return new TransportClusterClient(
    name,
    new HttpTransport(kubeConfig, options),
  );
}
