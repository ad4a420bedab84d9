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

import { readFile } from 'node:fs/promises';
import { getCACertificates } from 'node:tls';
import { InputError } from '@backstage/errors';
import { MatrixNetworkConfig } from '../config/MatrixNetworkConfig';
import { causeOf } from '../service/causeOf';
import { AddressPolicy } from './AddressPolicy';
import { CertificateChecker } from './CertificateChecker';

/** @throws InputError naming the key when the CA file cannot be read. */
export async function createCertificateChecker(
  config: MatrixNetworkConfig['certificateChecks'],
): Promise<CertificateChecker> {
  return new CertificateChecker({
    addresses: new AddressPolicy(config.allowedAddresses),
    timeoutMs: config.timeoutMs,
    authorities: config.caFile
      ? [...getCACertificates('default'), await readAuthorities(config.caFile)]
      : undefined,
  });
}

async function readAuthorities(path: string): Promise<string> {
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    throw new InputError(
      `matrixNetwork.certificateChecks.caFile is '${path}', which cannot be read: ${causeOf(
        error,
      )}`,
    );
  }
}
