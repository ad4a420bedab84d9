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

import {
  certificateNames,
  StackSpec,
} from '@matrix-network/backstage-plugin-matrix-network-common';
import { readCertificates } from './readCertificates';
import { readPrivateKey } from './readPrivateKey';
import { TlsMaterial } from './TlsCheck';

/** Files and what they are for, as `tls check` and `tls secret` are given them. */
export interface TlsFiles {
  cert: string;
  key: string;
  ca?: string;
  purpose: TlsMaterial['purpose'];
}

/** Reads the files. The key's own text comes beside, for the Secret alone. */
export function readTlsMaterial(
  { cert, key, ca, purpose }: TlsFiles,
  spec: StackSpec,
  now: Date,
): { material: TlsMaterial; keyPem: string } {
  const read = readPrivateKey(key);
  return {
    keyPem: read.pem,
    material: {
      chain: readCertificates(cert),
      key: read.key,
      ...(ca !== undefined && { authorities: readCertificates(ca) }),
      names: certificateNames(spec),
      purpose,
      now,
    },
  };
}
