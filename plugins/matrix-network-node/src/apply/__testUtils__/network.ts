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

import { once } from 'node:events';
import { connect, createServer, Server, Socket } from 'node:net';

/** A way to a server on this machine that can be cut and mended. */
export interface Network {
  /** The server's address by this way. */
  url: string;
  /** Ends all connections, and refuses new ones. */
  refuse(): void;
  /** Lets nothing through any more, and tells nobody. */
  silence(): void;
  mend(): Promise<void>;
  stop(): void;
}

/** Passes bytes on to the server with this address. */
export async function startNetwork(target: string): Promise<Network> {
  const { protocol, hostname, port: targetPort } = new URL(target);
  const sockets = new Set<Socket>();
  let isSilent = false;
  const keep = (socket: Socket) => {
    sockets.add(socket);
    socket.once('close', () => sockets.delete(socket));
    socket.on('error', () => {});
    return socket;
  };
  const server: Server = createServer(incoming => {
    keep(incoming);
    const outgoing = keep(connect(Number(targetPort), hostname));
    incoming.pipe(outgoing);
    outgoing.pipe(incoming);
    incoming.once('close', () => outgoing.destroy());
    outgoing.once('close', () => incoming.destroy());
    if (isSilent) {
      incoming.unpipe(outgoing);
      incoming.pause();
    }
  });
  const listen = async (port: number) => {
    server.listen(port, '127.0.0.1');
    await once(server, 'listening');
  };
  await listen(0);
  const address = server.address();
  const port = typeof address === 'object' && address ? address.port : 0;
  const endAll = () => sockets.forEach(socket => socket.resetAndDestroy());
  return {
    url: `${protocol}//127.0.0.1:${port}`,
    refuse() {
      server.close();
      endAll();
    },
    silence() {
      isSilent = true;
      sockets.forEach(socket => socket.unpipe().pause());
    },
    async mend() {
      isSilent = false;
      // What was silent has lost its bytes.
      endAll();
      if (!server.listening) {
        await listen(port);
      }
    },
    stop() {
      server.close();
      endAll();
    },
  };
}
