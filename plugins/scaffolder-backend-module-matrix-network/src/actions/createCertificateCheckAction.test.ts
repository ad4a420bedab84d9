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

import { createMockActionContext } from '@backstage/plugin-scaffolder-node-test-utils';
import { CertificateCheck } from '@matrix-network/backstage-plugin-matrix-network-common';
import { fakeApi } from '../__testUtils__/fakeApi';
import { createCertificateCheckAction } from './createCertificateCheckAction';

const presented: Extract<CertificateCheck, { outcome: 'presented' }> = {
  outcome: 'presented',
  host: 'chat.example.org',
  port: 443,
  address: '203.0.113.7',
  protocol: 'TLSv1.3',
  trusted: true,
  nameMatches: true,
  daysLeft: 60,
  chain: [
    {
      subject: 'CN=chat.example.org',
      issuer: 'CN=R11',
      serialNumber: '01',
      notBefore: '2026-11-01T00:00:00Z',
      notAfter: '2027-01-30T00:00:00Z',
      dnsNames: ['chat.example.org'],
      fingerprint256: 'AA',
    },
  ],
};

const run = (check: CertificateCheck, more: object = {}) => {
  const ctx = createMockActionContext({
    input: { matrixCluster: 'chat-eu', host: 'chat.example.org', ...more },
  });
  const action = createCertificateCheckAction(async () =>
    fakeApi({ checkCertificate: async () => check }),
  );
  return { ctx, done: action.handler(ctx) };
};

describe('matrix-network:certificate:check', () => {
  it('returns days and issuer of a good certificate', async () => {
    const { ctx, done } = run(presented);
    await done;
    expect(ctx.output).toHaveBeenCalledWith('daysLeft', 60);
    expect(ctx.output).toHaveBeenCalledWith('issuer', 'CN=R11');
  });

  it.each<[string, CertificateCheck, RegExp]>([
    [
      'a name that does not match',
      { ...presented, nameMatches: false },
      /is for chat.example.org, not for/,
    ],
    [
      'an untrusted chain',
      { ...presented, trusted: false, trustError: 'self-signed certificate' },
      /not trusted: self-signed certificate/,
    ],
    ['too few days', { ...presented, daysLeft: 3 }, /has 3 days left/],
    [
      'no handshake',
      {
        outcome: 'failed',
        host: 'chat.example.org',
        port: 443,
        reason: 'refused',
        message: 'connection refused',
      },
      /No certificate from chat.example.org:443: connection refused/,
    ],
  ])('fails for %s', async (_what, check, message) => {
    await expect(run(check).done).rejects.toThrow(message);
  });

  it('accepts an untrusted chain when told so', async () => {
    await expect(
      run(
        { ...presented, trusted: false, trustError: 'self-signed certificate' },
        { allowUntrusted: true },
      ).done,
    ).resolves.toBeUndefined();
  });
});
