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
import { IssuerSnapshot } from '../../snapshot/Snapshot';
import { issuerNotReady } from './issuerNotReady';

const withIssuers = (...issuers: IssuerSnapshot[]) =>
  found(issuerNotReady, perfectSnapshot(undefined, { issuers }));

describe('issuer-not-ready', () => {
  it('explains that the CA cannot be reached', () => {
    const [finding] = withIssuers(
      anIssuer({
        conditions: [
          notReady(
            'Failed to register ACME account: Get "https://acme-v02.api.letsencrypt.org/directory": dial tcp 172.65.32.248:443: i/o timeout',
            'ErrRegisterACMEAccount',
          ),
        ],
      }),
    );
    expect(finding).toMatchObject({
      severity: 'critical',
      title: 'Issuer letsencrypt-prod is not ready',
    });
    expect(finding.cause).toContain(
      'cert-manager cannot reach acme-v02.api.letsencrypt.org',
    );
    expect(finding.cause).toContain('1 certificate comes from it');
  });

  it('says so when the issuer has not said anything', () => {
    expect(withIssuers(anIssuer({ conditions: [] }))[0].cause).toContain(
      'not said anything',
    );
  });

  it('lets issuers be that this Matrix cluster has nothing to do with', () => {
    expect(
      withIssuers(
        anIssuer(),
        anIssuer({ name: 'somebody-elses', conditions: [notReady('broken')] }),
      ),
    ).toEqual([]);
  });
});
