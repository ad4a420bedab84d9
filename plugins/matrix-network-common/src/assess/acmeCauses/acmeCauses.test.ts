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

import { ChainMessage } from '../certificateChain';
import { findAcmeCause } from '.';

const says = (
  text: string,
  kind: ChainMessage['kind'] = 'Challenge',
): ChainMessage => ({ from: `${kind} chat`, kind, text });

const selfCheck = (end: string) =>
  `Waiting for HTTP-01 challenge propagation: failed to perform self check GET request 'http://chat.example.org/.well-known/acme-challenge/abc': Get "http://chat.example.org/.well-known/acme-challenge/abc": ${end}`;

const authorization = (end: string) =>
  `Error accepting authorization: acme: authorization error for chat.example.org: ${end}`;

const wrongStatus = (status: number) =>
  `Waiting for HTTP-01 challenge propagation: wrong status code '${status}', expected '200'`;

describe('findAcmeCause', () => {
  it.each([
    [
      'invalid-email',
      'Failed to register ACME account: 400 urn:ietf:params:acme:error:invalidContact: Error creating new account :: invalid contact domain. Contact emails @example.com are forbidden',
    ],
    [
      'invalid-email',
      'Failed to register ACME account: 400 urn:ietf:params:acme:error:invalidContact: Error validating contact(s) :: "ops" is not a valid e-mail address',
    ],
    [
      'acme-unreachable',
      'Failed to register ACME account: Get "https://acme-v02.api.letsencrypt.org/directory": dial tcp: lookup acme-v02.api.letsencrypt.org on 10.96.0.10:53: no such host',
    ],
    [
      'acme-unreachable',
      'Failed to verify ACME account: Get "https://acme-v02.api.letsencrypt.org/directory": dial tcp 172.65.32.248:443: i/o timeout',
    ],
    [
      'dns-not-pointing',
      selfCheck(
        'dial tcp: lookup chat.example.org on 10.96.0.10:53: no such host',
      ),
    ],
    [
      'dns-not-pointing',
      selfCheck(
        'dial tcp: lookup chat.example.org on 10.96.0.10:53: read udp 10.244.0.7:51000->10.96.0.10:53: i/o timeout',
      ),
    ],
    ['dns-not-pointing', wrongStatus(404)],
    [
      'dns-not-pointing',
      "did not get expected response when querying endpoint, expected 'abc.def' but got: <html>",
    ],
    [
      'dns-not-pointing',
      authorization(
        '400 urn:ietf:params:acme:error:dns: DNS problem: NXDOMAIN looking up A for chat.example.org - check that a DNS record exists for this domain',
      ),
    ],
    [
      'dns-not-pointing',
      authorization(
        '403 urn:ietf:params:acme:error:unauthorized: 203.0.113.9: Invalid response from http://chat.example.org/.well-known/acme-challenge/abc: 404',
      ),
    ],
    [
      'port-80-blocked',
      selfCheck('dial tcp 203.0.113.9:80: connect: connection refused'),
    ],
    [
      'port-80-blocked',
      selfCheck(
        'context deadline exceeded (Client.Timeout exceeded while awaiting headers)',
      ),
    ],
    [
      'port-80-blocked',
      authorization(
        '400 urn:ietf:params:acme:error:connection: 203.0.113.9: Fetching http://chat.example.org/.well-known/acme-challenge/abc: Timeout during connect (likely firewall problem)',
      ),
    ],
    [
      'rate-limited',
      'Failed to create Order: 429 urn:ietf:params:acme:error:rateLimited: too many certificates (5) already issued for this exact set of identifiers in the last 168h0m0s, retry after 2026-11-25 10:12:00 UTC: see https://letsencrypt.org/docs/rate-limits/',
    ],
    [
      'webhook-refuses',
      'Error presenting challenge: admission webhook "validate.nginx.ingress.kubernetes.io" denied the request: host "chat.example.org" and path "/" is already defined in ingress matrix/synapse',
    ],
    [
      'webhook-refuses',
      'Error presenting challenge: Internal error occurred: failed calling webhook "validate.nginx.ingress.kubernetes.io": no endpoints available for service',
    ],
    ['solver-blocked', wrongStatus(504)],
    ['solver-blocked', wrongStatus(503)],
    [
      'no-solver',
      'Failed to determine a valid solver configuration for the set of domains on the Order: no configured challenge solvers can be used for this challenge',
    ],
  ])('%s: %s', (id, text) => {
    expect(findAcmeCause(says(text))?.id).toBe(id);
  });

  it.each([
    [
      'issuer-not-found',
      'Referenced "ClusterIssuer" not found: clusterissuer.cert-manager.io "letsencrypt" not found',
    ],
    [
      'request-denied',
      'The CertificateRequest was denied by an approval controller',
    ],
    ['approval-missing', 'The CertificateRequest has not yet been approved'],
    [
      'common-name-missing',
      'The CSR PEM requests a commonName that is not present in the list of dnsNames or ipAddresses',
    ],
  ])('%s, from a CertificateRequest: %s', (id, text) => {
    expect(findAcmeCause(says(text, 'CertificateRequest'))?.id).toBe(id);
  });

  it.each([
    'Waiting on certificate issuance from order matrix/chat-1: "pending"',
    'Issuing certificate as Secret does not exist',
    'Referenced issuer does not have a Ready status condition',
    'Certificate is up to date and has not expired',
    '',
  ])('knows no cause in: %s', text => {
    expect(findAcmeCause(says(text, 'CertificateRequest'))).toBeUndefined();
    expect(findAcmeCause(says(text, 'Certificate'))).toBeUndefined();
  });

  it('says until when a rate limit holds', () => {
    const found = findAcmeCause(
      says(
        'Failed to create Order: 429 urn:ietf:params:acme:error:rateLimited: too many failed authorizations (5) for "chat.example.org" in the last 1h0m0s, retry after 2026-11-24 01:30:00 UTC: see https://letsencrypt.org/docs/rate-limits/',
        'Order',
      ),
    );
    expect(found?.cause).toBe(
      'A rate limit of the CA is reached: too many failed authorizations (5). It ends at 2026-11-24 01:30 UTC',
    );
    expect(found?.remedy).toMatch(/^Wait until 2026-11-24 01:30 UTC/);
  });

  it('tells the own check from the CA', () => {
    const inside = findAcmeCause(
      says(selfCheck('dial tcp 203.0.113.9:80: connect: connection refused')),
    );
    const outside = findAcmeCause(
      says(
        authorization(
          '400 urn:ietf:params:acme:error:connection: 203.0.113.9: Fetching http://chat.example.org/: Timeout during connect',
        ),
      ),
    );
    expect(inside?.remedy).toContain('hairpin');
    expect(outside?.cause).toBe(
      'The CA cannot connect to port 80 of chat.example.org',
    );
  });

  it('names the upgrade that ends refused Exact paths', () => {
    expect(
      findAcmeCause(
        says(
          'Error presenting challenge: admission webhook "validate.nginx.ingress.kubernetes.io" denied the request: ingress contains invalid paths: path /.well-known/acme-challenge/abc cannot be used with pathType Exact',
        ),
      )?.remedy,
    ).toContain('1.15.1');
  });
});
