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
import { createServer as createHttpServer, RequestListener } from 'node:http';
import { createServer as createHttpsServer } from 'node:https';
import { connect, Server } from 'node:net';
import { getCACertificates, setDefaultCACertificates } from 'node:tls';

/** Serves as `hostname` of the internet to whoever goes through the proxy, whose address it answers with. */
export async function serveAs(
  hostname: string,
  listener: RequestListener,
): Promise<{ proxy: string; stop(): void }> {
  const { certificate, key } = await certificateOf(hostname);
  const trusted = getCACertificates('default');
  setDefaultCACertificates([...trusted, certificate]);
  const site = createHttpsServer({ cert: certificate, key }, listener);
  const sitePort = await listening(site);
  const proxy = createHttpServer().on('connect', ({ url }, client) => {
    if (url !== `${hostname}:443`) {
      client.end(`HTTP/1.1 403 ${url} is not served\r\n\r\n`);
      return;
    }
    client.write('HTTP/1.1 200 OK\r\n\r\n');
    const upstream = connect(sitePort, '127.0.0.1');
    client.on('error', () => upstream.destroy()).pipe(upstream);
    upstream.on('error', () => client.destroy()).pipe(client);
  });
  return {
    proxy: `http://127.0.0.1:${await listening(proxy)}`,
    stop() {
      setDefaultCACertificates(trusted);
      site.closeAllConnections();
      site.close();
      proxy.close();
    },
  };
}

async function listening(server: Server): Promise<number> {
  await new Promise<void>(resolve => {
    server.listen(0, '127.0.0.1', resolve);
  });
  const address = server.address();
  if (typeof address !== 'object' || address === null) {
    throw new Error('The server has no port');
  }
  return address.port;
}

async function certificateOf(hostname: string) {
  const algorithm = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' };
  const keys = await webcrypto.subtle.generateKey(algorithm, true, [
    'sign',
    'verify',
  ]);
  const day = 24 * 3_600_000;
  const certificate = await x509.X509CertificateGenerator.createSelfSigned({
    serialNumber: '01',
    name: `CN=${hostname}`,
    notBefore: new Date(Date.now() - day),
    notAfter: new Date(Date.now() + day),
    signingAlgorithm: algorithm,
    keys,
    extensions: [
      new x509.BasicConstraintsExtension(true, undefined, true),
      new x509.SubjectAlternativeNameExtension([
        { type: 'dns', value: hostname },
      ]),
    ],
  });
  return {
    certificate: certificate.toString('pem'),
    key: KeyObject.from(keys.privateKey)
      .export({ type: 'pkcs8', format: 'pem' })
      .toString(),
  };
}
