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
import { certificateExpired } from './certificateExpired';

describe('certificate-expired', () => {
  it('says since when, and who refuses what', () => {
    const [finding] = found(
      certificateExpired,
      perfectSnapshot(undefined, {
        certificates: [
          aCertificate({ notBefore: inDays(-95), notAfter: inDays(-5) }),
        ],
      }),
    );
    expect(finding).toMatchObject({
      severity: 'critical',
      title: 'Certificate chat has expired',
      workloads: ['synapse-main'],
    });
    expect(finding.cause).toContain('5 days ago');
    expect(finding.cause).toContain('chat.example.org');
    expect(finding.remedy).toContain('cmctl -n matrix renew chat');
  });

  it('finds nothing before the end', () => {
    expect(found(certificateExpired, perfectSnapshot())).toEqual([]);
  });
});
