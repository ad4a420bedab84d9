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

import { certificateSubject } from '../certificateSubject';
import { lifetimeOf, spanText } from '../certificateLifetime';
import { Check } from '../Check';
import { list } from '../text';

/** Past its end: browsers and servers refuse it. */
export const certificateExpired: Check = {
  code: 'certificate-expired',
  about: 'No certificate is past its end.',
  needs: ['certificates'],
  run: ({ certificates, now }) =>
    certificates
      .filter(({ health }) => health.state === 'expired')
      .map(({ certificate, health }) => ({
        severity: 'critical',
        subject: certificateSubject(health),
        title: `Certificate ${health.name} has expired`,
        cause: `It ended at ${health.notAfter}, ${spanText(
          lifetimeOf(certificate, now)?.millisLeft ?? 0,
        )} ago. Clients and other servers refuse ${list(health.dnsNames)}.${
          health.message ? ` cert-manager says: ${health.message}` : ''
        }`,
        remedy: `Mend what keeps it from being renewed, then renew it: cmctl -n ${health.namespace} renew ${health.name}`,
        workloads: health.workloads,
      })),
};
