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
import { createServer, Server } from 'node:https';
import { AddressInfo } from 'node:net';
import { json } from 'node:stream/consumers';
import { selfSignedCertificate } from './selfSignedCertificate';

/** What a webhook says to an object; nothing lets it through. */
export interface Denial {
  code: number;
  message: string;
}

/** An admission webhook on loopback. */
export interface WebhookServer {
  url: string;
  port: number;
  /** PEM of the CA that its certificate is signed by: itself. */
  ca: string;
  stop(): Promise<void>;
}

function uidOf(review: unknown): string {
  const text = JSON.stringify(review);
  return /"request":\{"uid":"([^"]+)"/.exec(text)?.[1] ?? '';
}

function answerTo(review: unknown, denial: Denial | undefined): string {
  return JSON.stringify({
    apiVersion: 'admission.k8s.io/v1',
    kind: 'AdmissionReview',
    response: {
      uid: uidOf(review),
      allowed: denial === undefined,
      ...(denial && { status: denial }),
    },
  });
}

/** Starts one on a free port, with a certificate of these names alone. */
export async function startWebhookServer(options: {
  names: readonly string[];
  denial?: Denial;
}): Promise<WebhookServer> {
  const { certificate, key } = await selfSignedCertificate(options.names);
  const server: Server = createServer(
    { cert: certificate, key },
    async (request, response) => {
      const review = await json(request);
      response.setHeader('content-type', 'application/json');
      response.end(answerTo(review, options.denial));
    },
  );
  // The API server tries certificates that it does not trust, and hangs up.
  server.on('tlsClientError', () => {});
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return {
    url: `https://127.0.0.1:${port}`,
    port,
    ca: certificate,
    async stop() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}
