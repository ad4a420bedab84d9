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

import { connect } from 'node:tls';

const TIMEOUT_MS = 2_000;

/**
 * The certificate, in PEM, that a loopback port shows over TLS.
 * @throws Error when nothing answers there
 */
export function servedCertificate(port: number): Promise<string> {
  return new Promise((resolve, reject) => {
    // Only to learn what to trust from now on; loopback alone is asked.
    const socket = connect(
      { host: '127.0.0.1', port, rejectUnauthorized: false },
      () => {
        const { raw } = socket.getPeerCertificate();
        socket.end();
        const lines = raw.toString('base64').match(/.{1,64}/g) ?? [];
        resolve(
          [
            '-----BEGIN CERTIFICATE-----',
            ...lines,
            '-----END CERTIFICATE-----',
            '',
          ].join('\n'),
        );
      },
    );
    socket.setTimeout(TIMEOUT_MS, () =>
      socket.destroy(new Error(`no answer within ${TIMEOUT_MS} ms`)),
    );
    socket.once('error', reject);
  });
}
