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

import { RequestListener } from 'node:http';
import { ApiServerOptions, createApiServer } from './apiserver/createApiServer';
import { listenOnLoopback } from './apiserver/listenOnLoopback';
import { createServingCertificate } from './apiserver/servingCertificate';
import {
  createObjectStore,
  MemoryObjectStore,
} from './store/MemoryObjectStore';
import { ObjectStoreOptions } from './store/ObjectStore';

export interface SandboxClusterOptions {
  /** The bearer token that clients need. */
  token: string;
  /** The loopback port to listen on; 0, the default, takes a free one. */
  port?: number;
  /** PEM key and certificate for HTTPS. Default: a self-signed one, made at start. */
  tls?: { key: string; cert: string };
  /** A store that is there already; otherwise a new one is made from `storeOptions`. */
  store?: MemoryObjectStore;
  storeOptions?: ObjectStoreOptions;
  faults?: ApiServerOptions['faults'];
  version?: ApiServerOptions['version'];
  logs?: ApiServerOptions['logs'];
  /** Serves paths of its own, such as a mirror, before the API does. */
  handler?: (api: RequestListener) => RequestListener;
}

export interface SandboxCluster {
  /** For example http://127.0.0.1:7443. */
  url: string;
  /** The same port over TLS, for kubectl: it sends no token over plain HTTP. */
  secureUrl: string;
  /** PEM of the certificate that `secureUrl` shows, to trust it by. */
  certificate: string;
  token: string;
  store: MemoryObjectStore;
  close(): Promise<void>;
}

/** Namespaces that every cluster has. */
const systemNamespaces = [
  'default',
  'kube-system',
  'kube-public',
  'kube-node-lease',
];

/** Starts the Kubernetes API of one sandbox cluster on the loopback interface. */
export async function startSandboxCluster(
  options: SandboxClusterOptions,
): Promise<SandboxCluster> {
  const store = options.store ?? createObjectStore(options.storeOptions);
  createSystemNamespaces(store);
  const api: RequestListener = createApiServer({ ...options, store });
  const handler = options.handler?.(api) ?? api;
  const tls = options.tls ?? (await createServingCertificate(new Date()));
  const listener = await listenOnLoopback(handler, options.port ?? 0, tls);
  return {
    url: `http://127.0.0.1:${listener.port}`,
    secureUrl: `https://127.0.0.1:${listener.port}`,
    certificate: tls.cert,
    token: options.token,
    store,
    close: async () => {
      store.close();
      await listener.close();
    },
  };
}

function createSystemNamespaces(store: MemoryObjectStore): void {
  for (const name of systemNamespaces) {
    if (!store.get({ group: '', kind: 'Namespace' }, undefined, name)) {
      store.create(
        { apiVersion: 'v1', kind: 'Namespace', metadata: { name } },
        { manager: 'kube-apiserver' },
      );
    }
  }
}
