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
import { DateTime } from 'luxon';

/** A certificate's life on a common axis; positions are shares of its length, 0 to 1. */
export interface TimelineBar {
  certificate: CertificateHealth;
  from: number;
  to: number;
  renewal?: number;
}

export interface Timeline {
  bars: TimelineBar[];
  today: number;
  ticks: { at: number; label: string }[];
}

const maxTicks = 6;

/** Lays certificates on one axis from the first `notBefore` to the last `notAfter`. */
export function certificateTimeline(
  certificates: readonly CertificateHealth[],
  now: Date,
): Timeline | undefined {
  const dated = certificates.flatMap(certificate => {
    const from = Date.parse(certificate.notBefore ?? '');
    const to = Date.parse(certificate.notAfter ?? '');
    return Number.isFinite(from) && to > from
      ? [{ certificate, from, to }]
      : [];
  });
  if (!dated.length) {
    return undefined;
  }
  const start = Math.min(now.getTime(), ...dated.map(bar => bar.from));
  const end = Math.max(now.getTime(), ...dated.map(bar => bar.to));
  const at = (time: number) => (time - start) / (end - start);
  return {
    today: at(now.getTime()),
    ticks: monthTicks(start, end).map(tick => ({ ...tick, at: at(tick.at) })),
    bars: dated
      .sort((a, b) => a.to - b.to)
      .map(({ certificate, from, to }) => {
        const renewal = Date.parse(certificate.renewalTime ?? '');
        return {
          certificate,
          from: at(from),
          to: at(to),
          renewal: Number.isFinite(renewal) ? at(renewal) : undefined,
        };
      }),
  };
}

/** Starts of months (or of years, over long spans), at most six. */
function monthTicks(
  start: number,
  end: number,
): { at: number; label: string }[] {
  const first = DateTime.fromMillis(start).startOf('month').plus({ months: 1 });
  const months = Math.max(
    1,
    Math.ceil(DateTime.fromMillis(end).diff(first, 'months').months / maxTicks),
  );
  const format = months >= 12 ? 'yyyy' : 'LLL yyyy';
  const ticks: { at: number; label: string }[] = [];
  for (let tick = first; tick.toMillis() <= end; tick = tick.plus({ months })) {
    ticks.push({
      at: tick.toMillis(),
      label: tick.setLocale('en-GB').toFormat(format),
    });
  }
  return ticks;
}
