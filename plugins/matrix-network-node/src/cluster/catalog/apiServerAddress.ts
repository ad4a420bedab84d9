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

import { lookup, LookupAddress } from 'node:dns';
import { isIP, LookupFunction } from 'node:net';
import { InputError } from '@backstage/errors';
import ipaddr from 'ipaddr.js';
import { ClusterConnectionError } from '../ClusterConnectionError';

const ALLOW = 'dangerouslyAllowClusterUrls';
const PUBLIC_ONLY = `accepted: a public address, or a host that ${ALLOW} names`;

/**
 * Whoever may write to the catalog says where the portal connects to: outwards
 * only, with TLS. `allowed` are names of hosts that are exempt, `*.` before one
 * for all under it, as Backstage's Kubernetes plugin has it.
 * @throws InputError saying what the address may not be.
 */
export function checkApiServerAddress(
  address: string,
  allowed: readonly string[],
): void {
  const { protocol, hostname, username, password } = parsed(address);
  if (username || password) {
    throw new InputError('Its address has credentials in it; accepted: none');
  }
  if (isAllowed(hostname, allowed)) {
    return;
  }
  if (protocol !== 'https:') {
    throw new InputError(
      `Its address is ${address}; accepted: https, or a host that ${ALLOW} names`,
    );
  }
  const host = withoutBrackets(hostname);
  if (isIP(host) && !isPublic(host)) {
    throw new InputError(`Its address is ${address}; ${PUBLIC_ONLY}`);
  }
}

function parsed(address: string): URL {
  if (!URL.canParse(address)) {
    throw new InputError(`Its address '${address}' is no URL`);
  }
  return new URL(address);
}

/** Looks names up as Node.js does, each time anew, and refuses those that lead to an address that is not public. */
export function publicLookup(allowed: readonly string[]): LookupFunction {
  return (hostname, options, callback) =>
    lookup(hostname, options, (error, found, family) => {
      const refused =
        !error &&
        !isAllowed(hostname, allowed) &&
        addressesOf(found).find(address => !isPublic(address));
      if (refused) {
        callback(notPublic(hostname, refused), found, family);
      } else {
        callback(error, found, family);
      }
    });
}

function notPublic(hostname: string, address: string) {
  return new ClusterConnectionError(
    `${hostname} leads to ${address}; ${PUBLIC_ONLY}`,
    { code: 'ERR_ADDRESS_NOT_PUBLIC' },
  );
}

function addressesOf(found: string | LookupAddress[]): string[] {
  return typeof found === 'string'
    ? [found]
    : found.map(({ address }) => address);
}

function isPublic(address: string): boolean {
  return ipaddr.parse(address).range() === 'unicast';
}

function isAllowed(hostname: string, allowed: readonly string[]): boolean {
  const host = hostname.toLowerCase();
  return allowed
    .map(pattern => pattern.toLowerCase())
    .some(pattern =>
      pattern.startsWith('*.')
        ? host.endsWith(pattern.slice(1)) || host === pattern.slice(2)
        : host === pattern,
    );
}

function withoutBrackets(hostname: string): string {
  return hostname.replace(/^\[(.*)\]$/, '$1');
}
