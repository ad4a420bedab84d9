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

import { SpecRule } from './types';

/** Five failed validations an hour lock a host out at the real CA, not at staging. */
export const stagingFirst: SpecRule = ({ certificates }) =>
  certificates.management !== 'external' &&
  certificates.issuer === 'letsencrypt-prod'
    ? [
        {
          severity: 'warning',
          code: 'staging-first',
          field: 'certificates.issuer',
          message:
            'for a domain whose DNS and port 80 are not proven yet, begin with letsencrypt-staging: letsencrypt-prod allows five failed validations an hour and five certificates a week for the same names',
        },
      ]
    : [];
