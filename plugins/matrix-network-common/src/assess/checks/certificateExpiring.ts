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
import { AssessContext, AssessedCertificate } from '../AssessContext';
import { certificateCause } from '../certificateCause';
import { Check, Observation } from '../Check';
import { list } from '../text';

function observe(
  assessed: AssessedCertificate,
  context: AssessContext,
): Observation[] {
  const { certificate, health } = assessed;
  const lifetime = lifetimeOf(certificate, context.now);
  if (
    !lifetime ||
    lifetime.urgency === 'none' ||
    lifetime.urgency === 'expired'
  ) {
    return [];
  }
  const known = certificateCause(assessed, context);
  const left = spanText(lifetime.millisLeft);
  const used =
    lifetime.used === undefined
      ? ''
      : `; ${Math.floor(lifetime.used * 100)} % of its lifetime are used up`;
  return [
    {
      severity: lifetime.urgency,
      subject: certificateSubject(health),
      title: `Certificate ${health.name} expires in ${left}`,
      cause: `It ends at ${
        health.notAfter
      }${used}. cert-manager should have renewed it${
        health.renewalTime ? ` at ${health.renewalTime}` : ' by now'
      }. It serves ${list(health.dnsNames)}.${known ? ` ${known.cause}` : ''}`,
      remedy:
        known?.remedy ??
        `Renew it: cmctl -n ${health.namespace} renew ${health.name}. If that does not bring a new one, this tells why: cmctl -n ${health.namespace} status certificate ${health.name}`,
      workloads: health.workloads,
    },
  ];
}

/** Close to its end, by the measure of its own lifetime. */
export const certificateExpiring: Check = {
  code: 'certificate-expiring',
  about:
    'No certificate is close to its end: 14 days of 90 warn, 7 of 90 are critical, shorter lifetimes in proportion.',
  needs: ['certificates'],
  run: context =>
    context.certificates.flatMap(certificate => observe(certificate, context)),
};
