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
import { AddressInfo } from 'node:net';
import { connect, createServer, Server } from 'node:tls';
import { assertError } from '@backstage/errors';
import { error, TlsCheck, TlsMaterial, TlsProblem } from '../TlsCheck';

const TIMEOUT_MS = 5_000;

function pemOf(certificates: TlsMaterial['chain']): string {
  return certificates.map(({ x509 }) => x509.toString()).join('');
}

function portOf(server: Server): number {
  const address: AddressInfo | string | null = server.address();
  if (address === null || typeof address === 'string') {
    throw new Error('The server has no port');
  }
  return address.port;
}

/** Why a client that trusts the authorities does not speak with a host; undefined where it does. */
async function refusalOf(
  servername: string,
  port: number,
  ca: string,
): Promise<string | undefined> {
  const socket = connect({ host: '127.0.0.1', port, servername, ca });
  try {
    const timeout = AbortSignal.timeout(TIMEOUT_MS);
    await once(socket, 'secureConnect', { signal: timeout });
    return undefined;
  } catch (cause) {
    assertError(cause);
    return cause.message;
  } finally {
    socket.destroy();
  }
}

/**
 * A real client and a real server speak TLS with each other in this process: what
 * OpenSSL knows of constraints and path lengths, it says here.
 */
export const handshake: TlsCheck = {
  title: 'handshake',
  async run({ chain, key, authorities, names, purpose }) {
    if (!authorities || purpose === 'issuer') {
      return [];
    }
    const problems: TlsProblem[] = [];
    const server = createServer({
      cert: pemOf(chain),
      key: key.export({ type: 'pkcs8', format: 'pem' }),
    });
    server.on('tlsClientError', () => {});
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    try {
      for (const name of names) {
        const host = name.replace(/^\*/, 'any');
        const refusal = await refusalOf(
          host,
          portOf(server),
          pemOf(authorities),
        );
        if (refusal) {
          problems.push(error(`a client refuses ${host}: ${refusal}`));
        }
      }
      return problems;
    } finally {
      server.close();
    }
  },
};
