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

import 'reflect-metadata';
import * as x509 from '@peculiar/x509';

const algorithm = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' };
const lifetimeMs = 365 * 24 * 3_600_000;
const clockSkewMs = 60_000;
const pemLine = /.{1,64}/g;

/** A self-signed certificate for 127.0.0.1 and localhost, and its key, in PEM. */
export async function createServingCertificate(
  now: Date,
): Promise<{ key: string; cert: string }> {
  x509.cryptoProvider.set(crypto);
  const keys = await crypto.subtle.generateKey(algorithm, true, [
    'sign',
    'verify',
  ]);
  const certificate = await x509.X509CertificateGenerator.createSelfSigned({
    name: 'CN=sandbox-cluster',
    notBefore: new Date(now.getTime() - clockSkewMs),
    notAfter: new Date(now.getTime() + lifetimeMs),
    keys,
    signingAlgorithm: algorithm,
    extensions: [
      new x509.BasicConstraintsExtension(true, undefined, true),
      new x509.SubjectAlternativeNameExtension([
        { type: 'ip', value: '127.0.0.1' },
        { type: 'dns', value: 'localhost' },
      ]),
    ],
  });
  const pkcs8 = await crypto.subtle.exportKey('pkcs8', keys.privateKey);
  const body = Buffer.from(pkcs8).toString('base64').match(pemLine) ?? [];
  return {
    key: `-----BEGIN PRIVATE KEY-----\n${body.join(
      '\n',
    )}\n-----END PRIVATE KEY-----\n`,
    cert: `${certificate.toString('pem')}\n`,
  };
}
