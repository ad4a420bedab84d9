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

import { createPrivateKey, KeyObject } from 'node:crypto';
import { InputProblems } from '../input/InputProblems';
import { faultyLine } from '../input/pemBlocks';
import { notInPem, readPemFile } from './readPemFile';

/** A private key, and the PEM that it was read from. */
export interface ReadKey {
  key: KeyObject;
  pem: string;
}

/** The private key of a PEM file. @throws InputProblems that have nothing of the key in them */
export function readPrivateKey(file: string): ReadKey {
  const all = readPemFile(file);
  const blocks = all.filter(({ label }) => label.endsWith('PRIVATE KEY'));
  if (blocks.length !== 1) {
    throw notInPem(
      file,
      blocks.length > 1 ? blocks.slice(1) : all,
      `${blocks.length} private keys; expected PEM with one block BEGIN PRIVATE KEY`,
    );
  }
  const [block] = blocks;
  const { label, pem, line } = block;
  const problem = (at: number, message: string) =>
    new InputProblems([{ location: { file, line: at }, message }]);
  if (label.startsWith('ENCRYPTED') || pem.includes('Proc-Type: 4,ENCRYPTED')) {
    throw problem(
      line,
      `the private key is encrypted, and nobody can enter its passphrase in a cluster; decrypt it: openssl pkey -in ${file} -out FILE`,
    );
  }
  try {
    return { key: createPrivateKey(pem), pem };
  } catch {
    // What OpenSSL says of it may quote it.
    throw problem(
      faultyLine(block),
      'the private key cannot be read; PKCS #8, PKCS #1 or SEC 1 in PEM is accepted',
    );
  }
}
