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

import { CertificateHealth } from '@matrix-network/backstage-plugin-matrix-network-common';
import { driftedHealth, healthyHealth } from '../__testUtils__';
import {
  certificatesState,
  certificateState,
  soonestExpiryState,
} from './certificates';

const now = new Date();

const [template] = healthyHealth.certificates;

/** One of 90 days, unless said otherwise. */
function certificate(
  daysLeft: number,
  state: CertificateHealth['state'],
  lifetimeDays = 90,
): CertificateHealth {
  const at = (days: number) =>
    new Date(now.getTime() + days * 24 * 60 * 60 * 1000).toISOString();
  return {
    ...template,
    state,
    daysLeft,
    notBefore: at(daysLeft - lifetimeDays),
    notAfter: at(daysLeft),
  };
}

describe('certificatesState', () => {
  it.each<[string, CertificateHealth[], object]>([
    ['that there are none', [], { word: 'No certificates', tone: 'neutral' }],
    [
      'that all are ready',
      [certificate(60, 'ready')],
      { word: '1 of 1 ready', tone: 'good' },
    ],
    [
      'one that expires soon',
      [certificate(12, 'expiring'), certificate(60, 'ready')],
      { word: '1 of 2 expire soon', tone: 'warning' },
    ],
    [
      'one that is about to, as badly as the fleet and the findings',
      [certificate(12, 'expiring'), certificate(3, 'expiring')],
      { word: '2 of 2 expire soon', tone: 'bad' },
    ],
    [
      'one that is issued anew, and close to its end',
      [certificate(3, 'issuing')],
      { word: '1 of 1 expire soon', tone: 'bad' },
    ],
    [
      'that few days are many for a short one',
      [certificate(3, 'ready', 6)],
      { word: '1 of 1 ready', tone: 'good' },
    ],
    [
      'one that has ended since the last poll',
      [certificate(-1, 'expiring')],
      { word: '1 of 1 failed or expired', tone: 'bad' },
    ],
  ])('says %s', (_, certificates, state) => {
    expect(certificatesState(certificates, now)).toEqual(state);
  });

  it('tells certificates by the worst of them', () => {
    expect(certificatesState(driftedHealth.certificates, now)).toEqual({
      word: '1 of 3 failed or expired',
      tone: 'bad',
    });
  });
});

describe('certificateState', () => {
  it.each<[CertificateHealth, string, string]>([
    [certificate(60, 'ready'), 'Ready', 'good'],
    [certificate(12, 'expiring'), 'Expires soon', 'warning'],
    [certificate(3, 'expiring'), 'Expires soon', 'bad'],
    [certificate(-1, 'expiring'), 'Expired', 'bad'],
    [certificate(60, 'issuing'), 'Being issued', 'busy'],
    [certificate(3, 'failed'), 'Failed', 'bad'],
    [
      { ...template, notAfter: undefined, state: 'unknown' },
      'Unknown',
      'neutral',
    ],
  ])('is as pressing as its end: %#', (one, word, tone) => {
    expect(certificateState(one, now)).toEqual({ word, tone });
  });
});

describe('soonestExpiryState', () => {
  it('shows days left by how pressing they are, not by their number', () => {
    expect(soonestExpiryState(5, 'none')).toEqual({
      word: '5 days left',
      tone: 'good',
    });
    expect(soonestExpiryState(12, 'warning').tone).toBe('warning');
    expect(soonestExpiryState(5, 'critical').tone).toBe('bad');
    expect(soonestExpiryState(-1, 'expired').tone).toBe('bad');
    expect(soonestExpiryState(5, undefined).tone).toBe('neutral');
  });
});
