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
  anIssuer,
  anUnissued,
  challenged,
  found,
  inDays,
  notReady,
  perfectSnapshot,
} from '../__testUtils__/snapshotBuilder';
import { CertificateSnapshot } from '../../snapshot/Snapshot';
import { certificateNotIssued } from './certificateNotIssued';

const about = (certificate: CertificateSnapshot, issuers = [anIssuer()]) =>
  found(
    certificateNotIssued,
    perfectSnapshot(undefined, { certificates: [certificate], issuers }),
  );

describe('certificate-not-issued', () => {
  it('reads the cause from the challenge', () => {
    const [finding] = about(
      challenged(
        'Waiting for HTTP-01 challenge propagation: failed to perform self check GET request \'http://chat.example.org/.well-known/acme-challenge/abc\': Get "http://chat.example.org/.well-known/acme-challenge/abc": dial tcp: lookup chat.example.org on 10.96.0.10:53: no such host',
      ),
    );
    expect(finding).toMatchObject({
      severity: 'critical',
      title: 'Certificate chat cannot be issued',
      workloads: ['synapse-main'],
    });
    expect(finding.cause).toContain(
      'The name chat.example.org does not resolve',
    );
    expect(finding.cause).toContain('Challenge chat-1-1-1 says:');
    expect(finding.remedy).toContain('DNS record');
  });

  it('reads the cause from the issuer when nothing else knows it', () => {
    const [finding] = about(anUnissued(), [
      anIssuer({
        conditions: [
          notReady(
            'Failed to register ACME account: 400 urn:ietf:params:acme:error:invalidContact: Error creating new account :: invalid contact domain. Contact emails @example.com are forbidden',
            'ErrRegisterACMEAccount',
          ),
        ],
      }),
    ]);
    expect(finding.cause).toContain('contact addresses at example.com');
  });

  it('names an issuer that does not exist', () => {
    const [finding] = about(anUnissued(), [anIssuer({ name: 'selfsigned' })]);
    expect(finding.cause).toContain(
      'ClusterIssuer letsencrypt-prod, which does not exist',
    );
    expect(finding.cause).toContain('selfsigned');
  });

  it('notices a request that nobody approves', () => {
    const [finding] = about(
      anUnissued({
        request: { name: 'chat-1', conditions: [], createdAt: inDays(-1) },
      }),
    );
    expect(finding.cause).toContain('waiting for an approval for 24 hours');
    expect(finding.remedy).toContain('cmctl -n matrix approve chat-1');
  });

  it('warns of one that simply takes its time', () => {
    const [finding] = about(
      anUnissued({
        request: {
          name: 'chat-1',
          conditions: [{ type: 'Approved', status: 'True' }],
          createdAt: inDays(-0.002),
        },
      }),
    );
    expect(finding).toMatchObject({
      severity: 'warning',
      title: 'Certificate chat is not issued yet',
    });
    expect(finding.cause).toContain('for 2 minutes');
  });

  it('only warns while the old certificate still serves, and counts the attempts', () => {
    const [finding] = about(
      aCertificate({
        conditions: [notReady('Certificate expired', 'Renewing')],
        failedIssuanceAttempts: 3,
        lastFailureTime: inDays(-0.5),
      }),
    );
    expect(finding).toMatchObject({
      severity: 'warning',
      title: 'Certificate chat cannot be renewed',
    });
    expect(finding.cause).toContain('3 attempts have failed');
  });

  it('finds nothing with a ready certificate', () => {
    expect(about(aCertificate())).toEqual([]);
  });
});
