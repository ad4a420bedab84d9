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

import { assertError, InputError } from '@backstage/errors';
import { X509Certificate as Parsed } from './x509';
import { X509Certificate } from 'node:crypto';
import { readPemFile } from './readPemFile';

/** A certificate, as Node verifies with it and as its fields read. */
export interface ReadCertificate {
  /** `matrix-tls.pem, certificate 2`. */
  title: string;
  subject: string;
  x509: X509Certificate;
  fields: Parsed;
}

function read(pem: string, title: string): ReadCertificate {
  try {
    const fields = new Parsed(pem);
    return {
      title,
      subject: fields.subject || '(no subject)',
      x509: new X509Certificate(pem),
      fields,
    };
  } catch (cause) {
    assertError(cause);
    throw new InputError(`${title} cannot be read: ${cause.message}`, cause);
  }
}

/** All certificates of a PEM file, in its order. @throws InputError where there is none */
export function readCertificates(file: string): ReadCertificate[] {
  const blocks = readPemFile(file).filter(({ label }) =>
    /^(X509 |TRUSTED )?CERTIFICATE$/.test(label),
  );
  if (blocks.length === 0) {
    throw new InputError(
      `${file}: no certificate; expected PEM with at least one block BEGIN CERTIFICATE`,
    );
  }
  return blocks.map(({ pem }, index) =>
    read(pem, `${file}, certificate ${index + 1}`),
  );
}
