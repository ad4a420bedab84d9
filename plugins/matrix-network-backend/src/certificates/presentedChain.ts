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

// @peculiar/x509 needs it, before anything else of it is loaded.
import 'reflect-metadata';
import { X509Certificate } from 'node:crypto';
import { DetailedPeerCertificate } from 'node:tls';
import {
  SubjectAlternativeNameExtension,
  X509Certificate as ParsedCertificate,
} from '@peculiar/x509';
import { CertificateCheck } from '@matrix-network/backstage-plugin-matrix-network-common';

/** Longer chains than any CA hands out are cut. */
const MAX_CHAIN = 10;
const MAX_DNS_NAMES = 200;

type Presented = Extract<CertificateCheck, { outcome: 'presented' }>;

/** The certificates that a server presented, leaf first. */
export function presentedChain(
  leaf: DetailedPeerCertificate,
): Presented['chain'] {
  const chain: Presented['chain'] = [];
  const seen = new Set<string>();
  let current: DetailedPeerCertificate | undefined = leaf;
  // A self-signed certificate is its own issuer: `seen` ends the walk.
  while (
    current?.raw &&
    !seen.has(current.fingerprint256) &&
    chain.length < MAX_CHAIN
  ) {
    seen.add(current.fingerprint256);
    chain.push(describe(current.raw));
    current = current.issuerCertificate;
  }
  return chain;
}

function describe(der: Buffer): Presented['chain'][number] {
  const parsed = new ParsedCertificate(der);
  return {
    subject: parsed.subject,
    issuer: parsed.issuer,
    serialNumber: parsed.serialNumber,
    notBefore: parsed.notBefore.toISOString(),
    notAfter: parsed.notAfter.toISOString(),
    dnsNames: dnsNamesOf(parsed).slice(0, MAX_DNS_NAMES),
    fingerprint256: new X509Certificate(der).fingerprint256,
  };
}

function dnsNamesOf(certificate: ParsedCertificate): string[] {
  const extension = certificate.getExtension(SubjectAlternativeNameExtension);
  return (extension?.names.items ?? [])
    .filter(name => name.type === 'dns')
    .map(name => name.value);
}
