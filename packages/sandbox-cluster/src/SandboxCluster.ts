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

import { createServer as createHttpServer } from 'node:http';
import { createServer as createHttpsServer } from 'node:https';
import { RequestListener, Server } from 'node:http';
import { AddressInfo } from 'node:net';
import { ApiServerOptions, createApiServer } from './apiserver/createApiServer';
import { createObjectStore, MemoryObjectStore } from './store/MemoryObjectStore';
import { ObjectStoreOptions } from './store/ObjectStore';

export interface SandboxClusterOptions {
  /** The bearer token that clients need. */
  token: string;
  /** The loopback port to listen on; 0, the default, takes a free one. */
  port?: number;
  /** PEM key and certificate: HTTPS instead of HTTP. */
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
  token: string;
  store: MemoryObjectStore;
  close(): Promise<void>;
}

const loopback = '127.0.0.1';
const keepAliveMs = 65_000;

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
  const listener = options.handler?.(api) ?? api;
  const server: Server = options.tls
    ? createHttpsServer(options.tls, listener)
    : createHttpServer(listener);
  server.keepAliveTimeout = keepAliveMs;
  server.requestTimeout = 0;
  const address = await listen(server, options.port ?? 0);
  return {
    url: `${options.tls ? 'https' : 'http'}://${loopback}:${address.port}`,
    token: options.token,
    store,
    close: () => close(server, store),
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

function listen(server: Server, port: number): Promise<AddressInfo> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, loopback, () => {
      const address = server.address();
      if (typeof address === 'object' && address) {
        resolve(address);
      } else {
        reject(new Error(`no address for port ${port} on ${loopback}`));
      }
    });
  });
}

function close(server: Server, store: MemoryObjectStore): Promise<void> {
  store.close();
  return new Promise((resolve, reject) => {
    server.close(error => (error ? reject(error) : resolve()));
    server.closeAllConnections();
  });
}
