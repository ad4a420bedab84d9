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

import { readyCertificate, failedCertificate } from '../../__testUtils__';
import { certificateTimeline } from './timeline';

const certificate = {
  ...readyCertificate,
  notBefore: '2026-11-01T00:00:00Z',
  notAfter: '2027-01-30T00:00:00Z',
  renewalTime: '2026-12-31T00:00:00Z',
};

describe('certificateTimeline', () => {
  it('lays lives on one axis, the first to end on top', () => {
    const older = {
      ...certificate,
      name: 'older',
      notBefore: '2026-10-02T00:00:00Z',
      notAfter: '2026-12-31T00:00:00Z',
      renewalTime: undefined,
    };
    const timeline = certificateTimeline(
      [certificate, older],
      new Date('2026-12-01T00:00:00Z'),
    );
    expect(timeline?.bars.map(bar => bar.certificate.name)).toEqual([
      'older',
      'chat-tls',
    ]);
    expect(timeline?.today).toBeCloseTo(0.5);
    expect(timeline?.bars[0]).toMatchObject({ from: 0, to: 0.75 });
    expect(timeline?.bars[1]).toMatchObject({ from: 0.25, renewal: 0.75 });
    expect(timeline?.ticks.map(tick => tick.label)).toEqual([
      'Nov 2026',
      'Dec 2026',
      'Jan 2027',
    ]);
  });

  it('shows an expired one in the past', () => {
    const timeline = certificateTimeline(
      [certificate],
      new Date('2027-03-01T00:00:00Z'),
    );
    expect(timeline?.today).toBe(1);
    expect(timeline?.bars[0].to).toBeLessThan(1);
  });

  it('is nothing where no certificate was ever issued', () => {
    expect(
      certificateTimeline([failedCertificate], new Date()),
    ).toBeUndefined();
  });
});
