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
  createServer as createHttpServer,
  RequestListener,
  Server as HttpServer,
} from 'node:http';
import { createServer as createHttpsServer } from 'node:https';
import { AddressInfo, createServer, Socket } from 'node:net';

const loopback = '127.0.0.1';
const keepAliveMs = 65_000;
/** The first byte of a TLS handshake. */
const tlsHandshake = 0x16;

export interface Listener {
  port: number;
  close(): Promise<void>;
}

/**
 * Serves HTTP on a loopback port; with a key and certificate HTTPS on the same
 * port: kubectl sends its token over TLS only.
 */
export async function listenOnLoopback(
  handler: RequestListener,
  port: number,
  tls: { key: string; cert: string } | undefined,
): Promise<Listener> {
  const http = createHttpServer(handler);
  const https = tls ? createHttpsServer(tls, handler) : undefined;
  const servers: HttpServer[] = https ? [http, https] : [http];
  for (const server of servers) {
    server.keepAliveTimeout = keepAliveMs;
    // Watches are open for minutes.
    server.requestTimeout = 0;
  }
  const sockets = new Set<Socket>();
  const entrance = createServer(socket => {
    sockets.add(socket);
    socket.once('close', () => sockets.delete(socket));
    socket.on('error', () => socket.destroy());
    socket.once('data', first => {
      const isTls = Buffer.isBuffer(first) && first[0] === tlsHandshake;
      const server = isTls ? https : http;
      if (!server) {
        socket.destroy();
        return;
      }
      socket.pause();
      socket.unshift(first);
      server.emit('connection', socket);
      process.nextTick(() => socket.resume());
    });
  });
  const address = await new Promise<AddressInfo>((resolve, reject) => {
    entrance.once('error', reject);
    entrance.listen(port, loopback, () => {
      const bound = entrance.address();
      if (typeof bound === 'object' && bound) {
        resolve(bound);
      } else {
        reject(new Error(`no address for port ${port} on ${loopback}`));
      }
    });
  });
  return {
    port: address.port,
    close: () =>
      new Promise((resolve, reject) => {
        entrance.close(error => (error ? reject(error) : resolve()));
        servers.forEach(server => server.closeAllConnections());
        sockets.forEach(socket => socket.destroy());
      }),
  };
}
