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

import { error, TlsCheck } from '../TlsCheck';

/** The private key is the one of the first certificate. */
export const keyMatch: TlsCheck = {
  title: 'key',
  run({ chain, key }) {
    if (chain[0].x509.checkPrivateKey(key)) {
      return [];
    }
    const other = chain.find(({ x509 }) => x509.checkPrivateKey(key));
    return [
      error(
        other
          ? `the private key belongs to ${other.title} (${other.subject}), which has to come first`
          : `the private key is not the one of ${chain[0].subject}`,
      ),
    ];
  },
};
