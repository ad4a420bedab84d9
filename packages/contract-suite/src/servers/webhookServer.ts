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
import { KeyObject, webcrypto } from 'node:crypto';
import { once } from 'node:events';
import { createServer } from 'node:https';
import { json } from 'node:stream/consumers';

/** An admission webhook on loopback that denies everything. */
export interface WebhookServer {
  /** `https://127.0.0.1:…`: the one name that its certificate has. */
  url: string;
  /** PEM of the CA that its certificate is signed by: itself. */
  ca: string;
  stop(): Promise<void>;
}

async function certificate(): Promise<{ cert: string; key: string }> {
  const algorithm = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' };
  const keys = await webcrypto.subtle.generateKey(algorithm, true, [
    'sign',
    'verify',
  ]);
  const hour = 3_600_000;
  const made = await x509.X509CertificateGenerator.createSelfSigned({
    serialNumber: '01',
    name: 'CN=contract-webhook',
    notBefore: new Date(Date.now() - hour),
    notAfter: new Date(Date.now() + hour),
    signingAlgorithm: algorithm,
    keys,
    extensions: [
      new x509.BasicConstraintsExtension(true, undefined, true),
      new x509.SubjectAlternativeNameExtension([
        { type: 'ip', value: '127.0.0.1' },
      ]),
    ],
  });
  return {
    cert: made.toString('pem'),
    key: KeyObject.from(keys.privateKey)
      .export({ type: 'pkcs8', format: 'pem' })
      .toString(),
  };
}

function uidOf(review: unknown): string {
  const text = JSON.stringify(review);
  return /"request":\{"uid":"([^"]+)"/.exec(text)?.[1] ?? '';
}

/** Starts one on a free port. */
export async function startWebhookServer(): Promise<WebhookServer> {
  const { cert, key } = await certificate();
  const server = createServer({ cert, key }, async (request, response) => {
    const uid = uidOf(await json(request));
    response.setHeader('content-type', 'application/json');
    response.end(
      JSON.stringify({
        apiVersion: 'admission.k8s.io/v1',
        kind: 'AdmissionReview',
        response: {
          uid,
          allowed: false,
          status: { code: 400, message: 'not this one' },
        },
      }),
    );
  });
  // The API server tries certificates that it does not trust, and hangs up.
  server.on('tlsClientError', () => {});
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (typeof address !== 'object' || address === null) {
    throw new Error('The webhook has no port');
  }
  return {
    url: `https://127.0.0.1:${address.port}`,
    ca: cert,
    async stop() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}
