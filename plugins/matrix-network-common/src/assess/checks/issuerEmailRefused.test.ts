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
  anIssuer,
  found,
  notReady,
  perfectSnapshot,
} from '../__testUtils__/snapshotBuilder';
import { issuerEmailRefused } from './issuerEmailRefused';
import { issuerNotReady } from './issuerNotReady';

const refused = perfectSnapshot(undefined, {
  issuers: [
    anIssuer({
      email: 'admin@example.com',
      conditions: [
        notReady(
          'Failed to register ACME account: 400 urn:ietf:params:acme:error:invalidContact: Error validating contact(s) :: contact email "admin@example.com" has invalid domain',
          'ErrRegisterACMEAccount',
        ),
      ],
    }),
  ],
});

describe('issuer-email-refused', () => {
  it('names the address and speaks instead of issuer-not-ready', () => {
    const [finding] = found(issuerEmailRefused, refused);
    expect(finding.title).toContain('admin@example.com');
    expect(finding.remedy).toContain('contactEmail');
    expect(found(issuerNotReady, refused)).toEqual([]);
  });

  it('knows it before the CA is asked', () => {
    const [finding] = found(
      issuerEmailRefused,
      perfectSnapshot(undefined, {
        issuers: [anIssuer({ email: 'admin@example.com', conditions: [] })],
      }),
    );
    expect(finding.cause).toContain('contacts in example.com are forbidden');
  });

  it('finds nothing once the CA has taken it', () => {
    expect(found(issuerEmailRefused, perfectSnapshot())).toEqual([]);
  });
});
