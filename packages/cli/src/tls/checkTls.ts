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

import { chainOrder } from './checks/chainOrder';
import { coveredNames } from './checks/coveredNames';
import { handshake } from './checks/handshake';
import { keyMatch } from './checks/keyMatch';
import { purpose } from './checks/purpose';
import { strength } from './checks/strength';
import { trust } from './checks/trust';
import { validDates } from './checks/validDates';
import { TlsCheck, TlsMaterial, TlsProblem } from './TlsCheck';

/** In the order in which they are told. */
const checks: readonly TlsCheck[] = [
  keyMatch,
  chainOrder,
  purpose,
  coveredNames,
  validDates,
  strength,
  trust,
];

/** What one check came to. */
export interface TlsResult {
  check: string;
  problems: TlsProblem[];
}

export function hasErrors(results: readonly TlsResult[]): boolean {
  return results.some(({ problems }) =>
    problems.some(({ severity }) => severity === 'error'),
  );
}

/** Runs every check; the handshake only where the others found no error, as it would repeat it. */
export async function checkTls(material: TlsMaterial): Promise<TlsResult[]> {
  const results: TlsResult[] = [];
  for (const { title, only, run } of checks) {
    if (only && only !== material.purpose) {
      continue;
    }
    results.push({ check: title, problems: await run(material) });
  }
  if (
    !hasErrors(results) &&
    (material.authorities || material.purpose === 'issuer')
  ) {
    results.push({
      check: handshake.title,
      problems: await handshake.run(material),
    });
  }
  return results;
}
