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

/** The Certificate names an issuer that does not exist. */
export const issuerNotFound: AcmeCause = {
  id: 'issuer-not-found',
  explain({ text }) {
    const named = /Referenced "?(\w+)"? not found:?\s*(.*)/i.exec(text);
    if (!named) {
      return undefined;
    }
    return {
      cause: `The ${named[1]} that the Certificate names does not exist`,
      remedy:
        'Correct issuerRef of the Certificate, or re-apply the stack, which creates letsencrypt-prod, letsencrypt-staging and selfsigned.',
    };
  },
};
