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

/** Nobody has approved the request. */
export const approvalMissing: AcmeCause = {
  id: 'approval-missing',
  explain({ text, kind }) {
    if (
      kind !== 'CertificateRequest' ||
      !/not (yet )?been approved|waiting for approval|missing approval/i.test(
        text,
      )
    ) {
      return undefined;
    }
    return {
      cause: 'The CertificateRequest waits for an approval that nobody gives',
      remedy:
        'Check that the cert-manager controller runs (its built-in approver does this), or approve it: cmctl approve <request>. A policy approver must be told to allow it.',
    };
  },
};
