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
  worstUrgency,
  type CertificateHealth,
  type CertificateUrgency,
} from '@matrix-network/backstage-plugin-matrix-network-common';
import { daysLeftText } from './time';
import { certificateStateWords, StateWord, Tone } from './vocabulary';

/** How pressing the end of a certificate is, as findings and the fleet have it: a colour for each. */
const urgencyTones: Record<CertificateUrgency, Tone> = {
  none: 'good',
  warning: 'warning',
  critical: 'bad',
  expired: 'bad',
};

/** Certificates in one phrase: the worst of them, or that all are ready. */
export function certificatesState(
  certificates: readonly CertificateHealth[],
  now: Date,
): StateWord {
  const all = certificates.length;
  if (!all) {
    return { word: 'No certificates', tone: 'neutral' };
  }
  const states = certificates.map(one => stateOf(one, now));
  const inState = (...wanted: CertificateHealth['state'][]) =>
    states.filter(state => wanted.includes(state)).length;
  const bad = inState('failed', 'expired');
  if (bad) {
    return { word: `${bad} of ${all} failed or expired`, tone: 'bad' };
  }
  const expiring = inState('expiring');
  if (expiring) {
    return {
      word: `${expiring} of ${all} expire soon`,
      tone: expiringTone(certificates, now),
    };
  }
  const ready = inState('ready');
  return {
    word: `${ready} of ${all} ready`,
    tone: ready === all ? 'good' : 'neutral',
  };
}

/** One certificate's state, as pressing as its end is. */
export function certificateState(
  certificate: CertificateHealth,
  now: Date,
): StateWord {
  const state = stateOf(certificate, now);
  const word = certificateStateWords[state];
  if (state !== 'expiring') {
    return word;
  }
  return { ...word, tone: expiringTone([certificate], now) };
}

function expiringTone(
  certificates: readonly CertificateHealth[],
  now: Date,
): Tone {
  return worstUrgency(certificates, now) === 'critical'
    ? urgencyTones.critical
    : urgencyTones.warning;
}

/** Days until the first certificate ends, as pressing as findings have it: six days are much for some. */
export function soonestExpiryState(
  days: number,
  urgency: CertificateUrgency | undefined,
): StateWord {
  return {
    word: daysLeftText(days),
    tone: urgency ? urgencyTones[urgency] : 'neutral',
  };
}

/** The state of the last poll, unless the certificate has come closer to its end since, or is close to it while it is issued anew. */
function stateOf(
  certificate: CertificateHealth,
  now: Date,
): CertificateHealth['state'] {
  const { state } = certificate;
  if (state === 'failed') {
    return state;
  }
  switch (worstUrgency([certificate], now)) {
    case 'expired':
      return 'expired';
    case 'warning':
    case 'critical':
      return 'expiring';
    default:
      return state;
  }
}
