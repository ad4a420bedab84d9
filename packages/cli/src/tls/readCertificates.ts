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

import { assertError } from '@backstage/errors';
import { X509Certificate as Parsed } from './x509';
import { X509Certificate } from 'node:crypto';
import { InputProblems } from '../input/InputProblems';
import { faultyLine, PemBlock } from '../input/pemBlocks';
import { notInPem, readPemFile } from './readPemFile';

/** A certificate, as Node verifies with it and as its fields read. */
export interface ReadCertificate {
  /** `matrix-tls.pem, certificate 2`. */
  title: string;
  subject: string;
  x509: X509Certificate;
  fields: Parsed;
}

function read(file: string, block: PemBlock, number: number): ReadCertificate {
  const { pem } = block;
  try {
    const fields = new Parsed(pem);
    return {
      title: `${file}, certificate ${number}`,
      subject: fields.subject || '(no subject)',
      x509: new X509Certificate(pem),
      fields,
    };
  } catch (cause) {
    assertError(cause);
    throw new InputProblems([
      {
        location: { file, line: faultyLine(block) },
        object: `certificate ${number}`,
        message: `it cannot be read: ${cause.message}`,
      },
    ]);
  }
}

/** All certificates of a PEM file, in its order. @throws InputProblems where there is none */
export function readCertificates(file: string): ReadCertificate[] {
  const all = readPemFile(file);
  const blocks = all.filter(({ label }) =>
    /^(X509 |TRUSTED )?CERTIFICATE$/.test(label),
  );
  if (blocks.length === 0) {
    throw notInPem(
      file,
      all,
      'no certificate; expected PEM with at least one block BEGIN CERTIFICATE',
    );
  }
  return blocks.map((block, index) => read(file, block, index + 1));
}
