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

import { LookupAddress } from 'node:dns';
import { lookup } from 'node:dns/promises';
import {
  checkServerIdentity,
  connect,
  ConnectionOptions,
  TLSSocket,
} from 'node:tls';
import { CertificateCheck } from '@matrix-network/backstage-plugin-matrix-network-common';
import { causeOf } from '../service/causeOf';
import { AddressPolicy } from './AddressPolicy';
import { Deadline } from './Deadline';
import { presentedChain } from './presentedChain';
import { trustErrorOf } from './trustErrors';

const DAY_MS = 24 * 60 * 60 * 1_000;
/** Checks at once; more are turned away, so that nobody makes this a port scanner. */
const MAX_CONCURRENT = 20;

type Failure = Extract<CertificateCheck, { outcome: 'failed' }>;
type FailureReason = Failure['reason'];

export interface CertificateCheckerOptions {
  addresses: AddressPolicy;
  timeoutMs: number;
  /** Certification authorities to trust, PEM; Node.js's own where undefined. */
  authorities?: readonly string[];
  resolve?: (host: string) => Promise<LookupAddress[]>;
  now?: () => Date;
}

/**
 * A TLS handshake with a host, to see the certificate that it really presents.
 * The name is resolved first and the connection goes to the address that was
 * judged, so that a name cannot change its mind in between. Nothing is sent
 * but the handshake.
 */
export class CertificateChecker {
  readonly #options: CertificateCheckerOptions;
  readonly #resolve: (host: string) => Promise<LookupAddress[]>;
  readonly #now: () => Date;
  #underWay = 0;

  constructor(options: CertificateCheckerOptions) {
    this.#options = options;
    this.#resolve = options.resolve ?? (host => lookup(host, { all: true }));
    this.#now = options.now ?? (() => new Date());
  }

  /** Never throws: what went wrong is the result. */
  async check(host: string, port: number): Promise<CertificateCheck> {
    const target = { host, port };
    if (this.#underWay >= MAX_CONCURRENT) {
      return failure(
        target,
        'other',
        `${MAX_CONCURRENT} checks are under way; try again in a moment`,
      );
    }
    this.#underWay += 1;
    const deadline = new Deadline(this.#options.timeoutMs);
    try {
      const resolved = await deadline.race(this.#addressOf(host));
      if (resolved.status === 'failed') {
        return failure(target, resolved.reason, resolved.message);
      }
      const { address } = resolved;
      return await this.#handshake({ ...target, address }, deadline);
    } catch (error) {
      return failure(target, 'timeout', deadline.message(host));
    } finally {
      deadline.clear();
      this.#underWay -= 1;
    }
  }

  async #addressOf(
    host: string,
  ): Promise<
    | { status: 'resolved'; address: string }
    | { status: 'failed'; reason: FailureReason; message: string }
  > {
    let found: LookupAddress[];
    try {
      found = await this.#resolve(host);
    } catch (error) {
      found = [];
    }
    if (found.length === 0) {
      return {
        status: 'failed',
        reason: 'nameNotResolved',
        message: `DNS has no address for ${host}`,
      };
    }
    const refusals = found.map(({ address }) =>
      this.#options.addresses.refusal(address),
    );
    const accepted = refusals.indexOf(undefined);
    return accepted >= 0
      ? { status: 'resolved', address: found[accepted].address }
      : {
          status: 'failed',
          reason: 'forbiddenAddress',
          message: `${host} leads to an address that checks do not connect to: ${refusals[0]}`,
        };
  }

  async #handshake(
    target: { host: string; port: number; address: string },
    deadline: Deadline,
  ): Promise<CertificateCheck> {
    const socket = connect(this.#connectionOptions(target));
    try {
      return await deadline.race(
        new Promise<CertificateCheck>(resolve => {
          socket.once('secureConnect', () =>
            resolve(this.#presentedOrFailure(target, socket)),
          );
          socket.on('error', error =>
            resolve(connectionFailure(target, error)),
          );
          socket.once('close', () =>
            resolve(
              failure(
                target,
                'notTls',
                `${target.address} closed the connection before it presented a certificate`,
              ),
            ),
          );
        }),
      );
    } catch (error) {
      return failure(target, 'timeout', deadline.message(target.address));
    } finally {
      socket.destroy();
    }
  }

  #connectionOptions(target: {
    host: string;
    port: number;
    address: string;
  }): ConnectionOptions {
    return {
      host: target.address,
      port: target.port,
      servername: target.host,
      // The certificate is looked at whatever it is: no data goes over this connection.
      rejectUnauthorized: false,
      // So that `authorized` speaks of the chain alone; names are compared below.
      checkServerIdentity: () => undefined,
      minVersion: 'TLSv1.2',
      ...(this.#options.authorities
        ? { ca: [...this.#options.authorities] }
        : {}),
    };
  }

  /** A server can present what OpenSSL takes and no parser makes sense of. */
  #presentedOrFailure(
    target: { host: string; port: number; address: string },
    socket: TLSSocket,
  ): CertificateCheck {
    try {
      return this.#presented(target, socket);
    } catch (error) {
      return failure(
        target,
        'other',
        `The certificate cannot be read: ${causeOf(error)}`,
      );
    }
  }

  #presented(
    target: { host: string; port: number; address: string },
    socket: TLSSocket,
  ): CertificateCheck {
    const leaf = socket.getPeerCertificate(true);
    const chain = presentedChain(leaf);
    if (chain.length === 0) {
      return failure(target, 'other', 'The server presented no certificate');
    }
    const remaining = Date.parse(chain[0].notAfter) - this.#now().getTime();
    return {
      outcome: 'presented',
      ...target,
      protocol: socket.getProtocol() ?? 'unknown',
      trusted: socket.authorized,
      trustError: socket.authorized
        ? undefined
        : trustErrorOf(String(socket.authorizationError)),
      nameMatches: checkServerIdentity(target.host, leaf) === undefined,
      chain,
      daysLeft: Math.floor(remaining / DAY_MS),
    };
  }
}

function connectionFailure(
  target: { host: string; port: number; address: string },
  error: NodeJS.ErrnoException,
): CertificateCheck {
  const where = `${target.address} port ${target.port}`;
  const code = error.code ?? '';
  if (code === 'ECONNREFUSED') {
    return failure(target, 'refused', `${where} refused the connection`);
  }
  if (code === 'ETIMEDOUT') {
    return failure(target, 'timeout', `${where} did not answer`);
  }
  if (
    code === 'ECONNRESET' ||
    code === 'EPROTO' ||
    code.startsWith('ERR_SSL')
  ) {
    return failure(
      target,
      'notTls',
      `${where} does not speak TLS 1.2 or later (${code})`,
    );
  }
  return failure(target, 'other', `${where}: ${error.message}`);
}

function failure(
  target: { host: string; port: number; address?: string },
  reason: FailureReason,
  message: string,
): Failure {
  return { outcome: 'failed', ...target, reason, message };
}
