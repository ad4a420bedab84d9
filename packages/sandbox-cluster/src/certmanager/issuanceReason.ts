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

import { Secret } from '../controllers/kinds';
import { renewalTime } from './durations';
import { Certificate } from './kinds';
import { readCertificate } from './pki';

/** Why a certificate has to be issued, as conditions state it. */
export interface IssuanceReason {
  reason: string;
  message: string;
}

export const ISSUER_NAME = 'cert-manager.io/issuer-name';
export const ISSUER_KIND = 'cert-manager.io/issuer-kind';

/** The certificate that a Certificate's Secret holds now. */
export function issuedIn(secret: Secret | undefined) {
  const encoded = secret?.data?.['tls.crt'];
  return encoded
    ? readCertificate(Buffer.from(encoded, 'base64').toString())
    : undefined;
}

/**
 * Why the Secret does not hold what the Certificate asks for; undefined when it
 * does. Text by text as cert-manager's policy chain gives them.
 */
export function secretProblem(
  { spec }: Certificate,
  secret: Secret | undefined,
  now: Date,
): IssuanceReason | undefined {
  if (!secret) {
    return because(
      'DoesNotExist',
      'Issuing certificate as Secret does not exist',
    );
  }
  if (!secret.data?.['tls.crt'] || !secret.data['tls.key']) {
    return because(
      'MissingData',
      'Issuing certificate as Secret does not contain any data',
    );
  }
  const issued = issuedIn(secret);
  if (!issued) {
    return because(
      'InvalidCertificate',
      'Issuing certificate as Secret contains an invalid certificate: error decoding certificate PEM block',
    );
  }
  const annotations = secret.metadata.annotations ?? {};
  const kind = spec.issuerRef.kind ?? 'Issuer';
  if (
    annotations[ISSUER_NAME] !== spec.issuerRef.name ||
    annotations[ISSUER_KIND] !== kind
  ) {
    return because(
      'IncorrectIssuer',
      `Issuing certificate as Secret was previously issued by "${annotations[ISSUER_KIND]}.cert-manager.io/${annotations[ISSUER_NAME]}"`,
    );
  }
  const names = (list: readonly string[] = []) => [...list].sort().join();
  if (names(issued.dnsNames) !== names(namesOf(spec))) {
    return because(
      'SecretMismatch',
      'Issuing certificate as Existing issued Secret is not up to date for spec: [spec.dnsNames]',
    );
  }
  return issued.notAfter <= now
    ? because(
        'Expired',
        `Certificate expired on ${issued.notAfter.toUTCString()}`,
      )
    : undefined;
}

/** Why a sound certificate is renewed: its renewal time has come. */
export function renewalReason(
  { spec }: Certificate,
  secret: Secret | undefined,
  now: Date,
): IssuanceReason | undefined {
  const issued = issuedIn(secret);
  const at =
    issued && renewalTime(issued.notBefore, issued.notAfter, spec.renewBefore);
  return at && at <= now
    ? because(
        'Renewing',
        `Renewing certificate as renewal was scheduled at ${at
          .toISOString()
          .slice(0, 19)
          .replace('T', ' ')} +0000 UTC`,
      )
    : undefined;
}

/** All DNS names that a Certificate asks for. */
export function namesOf({
  dnsNames = [],
  commonName,
}: Certificate['spec']): string[] {
  return dnsNames.length === 0 && commonName ? [commonName] : dnsNames;
}

function because(reason: string, message: string): IssuanceReason {
  return { reason, message };
}
