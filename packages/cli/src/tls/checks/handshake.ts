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
import { connect, ConnectionOptions, createServer, Server } from 'node:tls';
import { assertError } from '@backstage/errors';
import { ReadCertificate } from '../readCertificates';
import { signTrialCertificate } from '../signTrialCertificate';
import { error, TlsCheck, TlsMaterial, TlsProblem } from '../TlsCheck';
import { isSelfSigned } from './chainOrder';

const TIMEOUT_MS = 5_000;

/** What a server presents, and the names that clients call it by. */
interface Presented {
  names: readonly string[];
  /** PEM. */
  cert: string;
  key: TlsMaterial['key'];
}

function pemOf(certificates: readonly ReadCertificate[]): string {
  return certificates.map(({ x509 }) => x509.toString()).join('');
}

function portOf(server: Server): number {
  const address: AddressInfo | string | null = server.address();
  if (address === null || typeof address === 'string') {
    throw new Error('The server has no port');
  }
  return address.port;
}

/** Why a client does not speak with a host; undefined where it does. */
async function refusalOf(
  servername: string,
  port: number,
  trusting: ConnectionOptions,
): Promise<string | undefined> {
  const socket = connect({ host: '127.0.0.1', port, servername, ...trusting });
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

/** The names under which clients refuse what is presented, with the reason. */
async function refusals(
  { names, cert, key }: Presented,
  trusting: ConnectionOptions,
): Promise<{ host: string; reason: string }[]> {
  const server = createServer({
    cert,
    key: key.export({ type: 'pkcs8', format: 'pem' }),
  });
  server.on('tlsClientError', () => {});
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  try {
    const found: { host: string; reason: string }[] = [];
    for (const name of names) {
      const host = name.replace(/^\*/, 'any');
      const reason = await refusalOf(host, portOf(server), trusting);
      if (reason) {
        found.push({ host, reason });
      }
    }
    return found;
  } finally {
    server.close();
  }
}

async function serverProblems(
  { chain, key, names }: TlsMaterial,
  trusting: ConnectionOptions,
): Promise<TlsProblem[]> {
  const found = await refusals({ names, cert: pemOf(chain), key }, trusting);
  return found.map(({ host, reason }) =>
    error(`a client refuses ${host}: ${reason}`),
  );
}

/** Each name with a certificate of its own: one that must not be signed refuses the others beside it. */
async function issuerProblems(
  { chain, key, names, now }: TlsMaterial,
  trusting: ConnectionOptions,
): Promise<TlsProblem[]> {
  const [own] = chain;
  // As cert-manager puts it into its Secrets.
  const above = pemOf(chain.filter(each => !isSelfSigned(each)));
  const problems: TlsProblem[] = [];
  for (const name of names) {
    const trial = await signTrialCertificate(own, key, name, now);
    if (!trial) {
      return [
        error(
          `cert-manager does not sign with a key of type ${key.asymmetricKeyType}; accepted: RSA, EC, Ed25519`,
        ),
      ];
    }
    const presented = {
      names: [name],
      cert: `${trial.cert}${above}`,
      key: trial.key,
    };
    for (const { reason } of await refusals(presented, trusting)) {
      problems.push(
        error(
          `a client refuses a certificate for ${name} that ${own.subject} has signed: ${reason}`,
        ),
      );
    }
  }
  return problems;
}

/**
 * A real client and a real server speak TLS with each other in this process: what
 * OpenSSL knows of constraints and path lengths, it says here. For an issuer, the
 * server has a certificate that was signed for this alone.
 */
export const handshake: TlsCheck = {
  title: 'handshake',
  run(material) {
    const { authorities, chain, purpose } = material;
    if (purpose === 'issuer') {
      return issuerProblems(
        material,
        authorities
          ? { ca: pemOf(authorities) }
          : // Whom clients trust is not known: what is known of the chain has to do.
            { ca: pemOf(chain.slice(-1)), allowPartialTrustChain: true },
      );
    }
    return authorities
      ? serverProblems(material, { ca: pemOf(authorities) })
      : [];
  },
};
