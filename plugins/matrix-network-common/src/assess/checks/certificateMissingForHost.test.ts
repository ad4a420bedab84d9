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
  anIngress,
  aSpec,
  found,
  perfectSnapshot,
  unread,
} from '../__testUtils__/snapshotBuilder';
import { certificateMissingForHost } from './certificateMissingForHost';

const withCertificate = (
  changes: Parameters<typeof aCertificate>[0] | undefined,
) =>
  perfectSnapshot(undefined, {
    certificates: changes ? [aCertificate(changes)] : [],
  });

describe('certificate-missing-for-host', () => {
  it('names host, Ingress and Secret', () => {
    const [finding] = found(
      certificateMissingForHost,
      withCertificate(undefined),
    );
    expect(finding).toMatchObject({
      severity: 'warning',
      title: 'No Certificate covers chat.example.org',
      workloads: ['synapse-main'],
    });
    expect(finding.cause).toContain('Secret chat-tls');
  });

  it('wants the Certificate to write the Secret that the Ingress reads', () => {
    expect(
      found(
        certificateMissingForHost,
        withCertificate({ secretName: 'other-tls' }),
      ),
    ).toHaveLength(1);
  });

  it('takes a wildcard for its own level only', () => {
    const wildcard = withCertificate({ dnsNames: ['*.example.org'] });
    expect(found(certificateMissingForHost, wildcard)).toEqual([]);
    expect(
      found(certificateMissingForHost, {
        ...wildcard,
        ingresses: [
          anIngress({
            tls: [{ hosts: ['a.chat.example.org'], secretName: 'chat-tls' }],
          }),
        ],
      }),
    ).toHaveLength(1);
  });

  it('finds nothing with external PKI, or without having read Certificates', () => {
    expect(
      found(
        certificateMissingForHost,
        withCertificate(undefined),
        aSpec({ certificates: { management: 'external' } }),
      ),
    ).toEqual([]);
    expect(
      found(
        certificateMissingForHost,
        unread(withCertificate(undefined), 'certificates'),
      ),
    ).toEqual([]);
    expect(found(certificateMissingForHost, perfectSnapshot())).toEqual([]);
  });
});
