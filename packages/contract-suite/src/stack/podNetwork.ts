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
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:http';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';

/** A proxy that leads every connection to pods to one program of this machine. */
export interface PodNetwork {
  /** Path of its Unix socket. */
  socket: string;
  stop(): Promise<void>;
}

/**
 * Stands in for the pods' network: the API server asks it (HTTP CONNECT) for
 * pods that KWOK only claims to run, and gets the program behind `port`.
 */
export async function startPodNetwork(port: number): Promise<PodNetwork> {
  const folder = await mkdtemp(path.join(tmpdir(), 'pod-network-'));
  const socket = path.join(folder, 'proxy.sock');
  const proxy = createServer();
  proxy.on('connect', (_request, client) => {
    const program = connect(port, '127.0.0.1', () => {
      client.write('HTTP/1.1 200 Connection Established\r\n\r\n');
      program.pipe(client).pipe(program);
    });
    const end = () => {
      program.destroy();
      client.destroy();
    };
    program.on('error', end);
    client.on('error', end);
  });
  proxy.listen(socket);
  await once(proxy, 'listening');
  return {
    socket,
    async stop() {
      proxy.closeAllConnections();
      proxy.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
