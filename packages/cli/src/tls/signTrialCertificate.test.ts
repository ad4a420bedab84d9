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

import { generateKeyPairSync } from 'node:crypto';
import { TestAuthority } from '../__testUtils__/TestAuthority';
import { TestFolder } from '../__testUtils__/TestFolder';
import { readCertificates } from './readCertificates';
import { signTrialCertificate } from './signTrialCertificate';

describe('signTrialCertificate', () => {
  const folder = new TestFolder();
  afterAll(() => folder.remove());

  it('has nothing to show for a key that cert-manager does not read', async () => {
    const { pem } = await TestAuthority.create('Organisation CA');
    const [authority] = readCertificates(folder.file('ca.pem', pem));
    const keys = [
      generateKeyPairSync('rsa-pss', { modulusLength: 2048 }),
      generateKeyPairSync('ed448'),
      generateKeyPairSync('ec', { namedCurve: 'secp256k1' }),
    ];
    for (const { privateKey } of keys) {
      expect(
        await signTrialCertificate(
          authority,
          privateKey,
          'chat.example.org',
          new Date(),
        ),
      ).toBeUndefined();
    }
  });
});
