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

import { CertificateAuthority, createCertificateAuthority } from './pki';

/**
 * What asking for a certificate of a name comes to. `automatic` is judged by
 * what really runs on the cluster; the others plant one cause each.
 */
export type AcmeOutcome =
  | { kind: 'automatic' }
  /** The self-check and the CA both succeed, whatever runs on the cluster. */
  | { kind: 'success' }
  /** The name has no address: the self-check can't resolve it. */
  | { kind: 'dnsMissing' }
  /** The name leads to another server, which answers 404. */
  | { kind: 'wrongTarget' }
  /** Port 80 can't be reached from inside the cluster either. */
  | { kind: 'portBlocked'; error: 'connection refused' | 'i/o timeout' }
  /** The self-check passes by hairpin, but the CA can't connect. */
  | { kind: 'caCannotConnect'; address: string }
  /** The self-check passes by cluster DNS, but the CA finds no address. */
  | { kind: 'caDnsProblem' }
  /** The CA reaches another server than the self-check did. */
  | { kind: 'caUnauthorized'; address: string }
  /** The CA takes no new order for the name until then. */
  | {
      kind: 'rateLimited';
      limit: 'duplicateCertificate' | 'failedAuthorizations';
      retryAfter: Date;
    };

export interface AcmeOptions {
  /** Whether the cluster can reach the ACME server; else why not. */
  reachable?: true | 'i/o timeout' | 'no such host';
  /** Outcomes by DNS name, or by `*.domain` for every name under it. */
  outcomes?: Readonly<Record<string, AcmeOutcome>>;
  /** Lifetime of its certificates in days. Default 90, as Let's Encrypt's profile classic had it. */
  lifetimeDays?: number;
}

/** Domains whose mail nobody can receive; Let's Encrypt refuses them as contacts. */
const FORBIDDEN_DOMAINS = ['example.com', 'example.net', 'example.org'];

/** The ACME servers of the world, as this cluster sees them: one CA in this process. */
export class AcmeServer {
  #authority: Promise<CertificateAuthority> | undefined;

  constructor(private readonly options: AcmeOptions = {}) {}

  get lifetimeDays(): number {
    return this.options.lifetimeDays ?? 90;
  }

  /** The CA's own certificate and keys. */
  authority(now: Date): Promise<CertificateAuthority> {
    this.#authority ??= createCertificateAuthority(
      '(SANDBOX) Matrix Network R1',
      now,
    );
    return this.#authority;
  }

  /** What asking for this name comes to. */
  outcomeFor(dnsName: string): AcmeOutcome {
    const outcomes = this.options.outcomes ?? {};
    const wildcard = `*.${dnsName.slice(dnsName.indexOf('.') + 1)}`;
    return outcomes[dnsName] ?? outcomes[wildcard] ?? { kind: 'automatic' };
  }

  /** Why an account can't be registered, in the server's words; undefined when it can. */
  registrationError(
    server: string,
    email: string | undefined,
  ): { message: string; retry: boolean } | undefined {
    const { reachable = true } = this.options;
    const { hostname } = new URL(server);
    if (reachable !== true) {
      const failure =
        reachable === 'no such host'
          ? `dial tcp: lookup ${hostname} on 10.96.0.10:53: no such host`
          : `dial tcp 172.65.32.248:443: ${reachable}`;
      return { message: `Get "${server}": ${failure}`, retry: true };
    }
    const problem = email === undefined ? undefined : contactProblem(email);
    return problem === undefined
      ? undefined
      : {
          message: `400 urn:ietf:params:acme:error:invalidContact: Error creating new account :: ${problem}`,
          retry: false,
        };
  }

  /** Why the server takes no order for these names; undefined when it does. */
  orderError(dnsNames: readonly string[], now: Date): string | undefined {
    for (const name of dnsNames) {
      const outcome = this.outcomeFor(name);
      if (outcome.kind === 'rateLimited' && outcome.retryAfter > now) {
        return rateLimitText(outcome, name);
      }
    }
    return undefined;
  }

  /** What the CA says when it can't validate the name itself; undefined when it can. */
  validationError(dnsName: string, token: string): string | undefined {
    const outcome = this.outcomeFor(dnsName);
    const prefix = `acme: authorization error for ${dnsName}: `;
    const url = `http://${dnsName}/.well-known/acme-challenge/${token}`;
    switch (outcome.kind) {
      case 'caCannotConnect':
        return `${prefix}400 urn:ietf:params:acme:error:connection: ${outcome.address}: Fetching ${url}: Timeout during connect (likely firewall problem)`;
      case 'caDnsProblem':
        return `${prefix}400 urn:ietf:params:acme:error:dns: DNS problem: NXDOMAIN looking up A for ${dnsName} - check that a DNS record exists for this domain`;
      case 'caUnauthorized':
        return `${prefix}403 urn:ietf:params:acme:error:unauthorized: ${outcome.address}: Invalid response from ${url}: 404`;
      default:
        return undefined;
    }
  }
}

function contactProblem(email: string): string | undefined {
  const match = /^[^\s@]+@([^\s@]+)$/.exec(email);
  if (!match) {
    return `contact email "${email}" is not a valid e-mail address`;
  }
  const domain = match[1].toLowerCase();
  const forbidden = FORBIDDEN_DOMAINS.find(
    name => domain === name || domain.endsWith(`.${name}`),
  );
  if (forbidden) {
    return `invalid contact domain. Contact emails @${forbidden} are forbidden`;
  }
  return domain.includes('.')
    ? undefined
    : `contact email "${email}" has invalid domain : Domain name needs at least one dot`;
}

function rateLimitText(
  outcome: Extract<AcmeOutcome, { kind: 'rateLimited' }>,
  name: string,
): string {
  const until = `${outcome.retryAfter
    .toISOString()
    .slice(0, 19)
    .replace('T', ' ')} UTC`;
  const text =
    outcome.limit === 'duplicateCertificate'
      ? `too many certificates (5) already issued for this exact set of identifiers in the last 168h0m0s, retry after ${until}: see https://letsencrypt.org/docs/rate-limits/#new-certificates-per-exact-set-of-identifiers`
      : `too many failed authorizations (5) for "${name}" in the last 1h0m0s, retry after ${until}: see https://letsencrypt.org/docs/rate-limits/#authorization-failures-per-identifier-per-account`;
  return `429 urn:ietf:params:acme:error:rateLimited: ${text}`;
}
