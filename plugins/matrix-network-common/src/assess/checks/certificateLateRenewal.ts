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
import { lifetimeOf, since, spanText } from '../certificateLifetime';
import { certificateCause } from '../certificateCause';
import { Check } from '../Check';

/** cert-manager acts within minutes of the renewal time; later than this something is wrong. */
const graceMillis = 60 * 60 * 1000;

function lateness(cause: string | undefined, message: string | undefined) {
  if (cause) {
    return ` ${cause}`;
  }
  return message ? ` cert-manager says: ${message}` : '';
}

/** Its renewal time has passed. Once it is close to its end, that finding tells it all. */
export const certificateLateRenewal: Check = {
  code: 'certificate-late-renewal',
  about: 'Every certificate is renewed when its renewal time has come.',
  needs: ['certificates'],
  run: context =>
    context.certificates.flatMap(assessed => {
      const { certificate, health } = assessed;
      const { now } = context;
      const known = certificateCause(assessed, context);
      const late = since(certificate.renewalTime, now) ?? 0;
      if (
        late <= graceMillis ||
        lifetimeOf(certificate, now)?.urgency !== 'none'
      ) {
        return [];
      }
      return [
        {
          severity: 'warning',
          subject: certificateSubject(health),
          title: `Certificate ${health.name} was to be renewed ${spanText(
            late,
          )} ago`,
          cause: `Its renewal time was ${
            health.renewalTime
          }, and it still is the old one, with ${
            health.daysLeft
          } days left.${lateness(known?.cause, health.message)}`,
          remedy:
            known?.remedy ??
            `See what keeps it: cmctl -n ${health.namespace} status certificate ${health.name}; and whether cert-manager runs: kubectl -n cert-manager get pods`,
          workloads: health.workloads,
        },
      ];
    }),
};
