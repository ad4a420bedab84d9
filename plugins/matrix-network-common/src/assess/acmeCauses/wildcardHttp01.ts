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

import { AcmeCause } from './AcmeCause';

/** No solver fits: a wildcard needs DNS-01. */
export const wildcardHttp01: AcmeCause = {
  id: 'no-solver',
  explain({ text }) {
    if (
      !/no configured challenge solvers can be used|Failed to determine a valid solver configuration/i.test(
        text,
      )
    ) {
      return undefined;
    }
    return {
      cause:
        'None of the issuer\'s solvers can prove these names: HTTP-01 cannot issue a wildcard ("*.…")',
      remedy:
        'Take the wildcard name out of the Certificate, or give the issuer a DNS-01 solver, or choose issuer selfsigned or organisation-ca.',
    };
  },
};
