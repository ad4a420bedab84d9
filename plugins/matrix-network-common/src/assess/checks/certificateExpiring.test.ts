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
  aCertificate,
  challenged,
  found,
  inDays,
  perfectSnapshot,
} from '../__testUtils__/snapshotBuilder';
import { certificateExpiring } from './certificateExpiring';

const left = (days: number, lifetime: number) =>
  found(
    certificateExpiring,
    perfectSnapshot(undefined, {
      certificates: [
        aCertificate({
          notBefore: inDays(days - lifetime),
          notAfter: inDays(days),
        }),
      ],
    }),
  ).map(({ severity }) => severity);

describe('certificate-expiring', () => {
  it.each([
    [90, 20, []],
    [90, 13, ['warning']],
    [90, 7.5, ['warning']],
    [90, 6.9, ['critical']],
    [45, 8, []],
    [45, 6, ['warning']],
    [45, 3, ['critical']],
    [6, 2, []],
    [6, 0.9, ['warning']],
    [6, 0.4, ['critical']],
    [3650, 40, []],
    [3650, 29, ['warning']],
    [3650, 6, ['critical']],
    [90, -1, []],
  ])('of %d days lifetime, %d left: %j', (lifetime, days, expected) => {
    expect(left(days, lifetime)).toEqual(expected);
  });

  it('says what keeps it from being renewed', () => {
    const [finding] = found(
      certificateExpiring,
      perfectSnapshot(undefined, {
        certificates: [
          {
            ...challenged(
              "Waiting for HTTP-01 challenge propagation: failed to perform self check GET request 'http://chat.example.org/.well-known/acme-challenge/abc': dial tcp 203.0.113.9:80: connect: connection refused",
            ),
            notBefore: inDays(-85),
            notAfter: inDays(5),
          },
        ],
      }),
    );
    expect(finding.cause).toContain('cannot connect to port 80');
    expect(finding.remedy).toContain('Forward port 80');
  });

  it('says how long is left and when it should have been renewed', () => {
    const [finding] = found(
      certificateExpiring,
      perfectSnapshot(undefined, {
        certificates: [
          aCertificate({
            notBefore: inDays(-85),
            notAfter: inDays(5),
            renewalTime: inDays(-25),
          }),
        ],
      }),
    );
    expect(finding.title).toBe('Certificate chat expires in 5 days');
    expect(finding.cause).toContain('94 %');
    expect(finding.cause).toContain(inDays(-25));
  });
});
