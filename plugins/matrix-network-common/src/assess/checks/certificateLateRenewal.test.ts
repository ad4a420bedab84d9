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
  found,
  inDays,
  perfectSnapshot,
} from '../__testUtils__/snapshotBuilder';
import { certificateLateRenewal } from './certificateLateRenewal';

const renewalAt = (days: number) =>
  found(
    certificateLateRenewal,
    perfectSnapshot(undefined, {
      certificates: [
        aCertificate({
          notBefore: inDays(-65),
          notAfter: inDays(25),
          renewalTime: inDays(days),
        }),
      ],
    }),
  );

describe('certificate-late-renewal', () => {
  it('says how late it is', () => {
    expect(renewalAt(-5)).toMatchObject([
      {
        severity: 'warning',
        title: 'Certificate chat was to be renewed 5 days ago',
      },
    ]);
  });

  it('gives cert-manager an hour', () => {
    expect(renewalAt(-0.02)).toEqual([]);
    expect(renewalAt(1)).toEqual([]);
  });
});
