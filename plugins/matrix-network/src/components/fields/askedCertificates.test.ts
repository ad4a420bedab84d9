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

import { askedCertificates } from './askedCertificates';

const everything = {
  release: '1.21.1',
  organisationCaSecret: 'our-ca',
  letsEncrypt: false,
  hosts: ['chat.example.org'],
  wildcard: true,
};

describe('askedCertificates', () => {
  it.each([
    [
      { management: 'install', issuer: 'letsencrypt-prod' },
      ['release', 'wildcard'],
    ],
    [
      { management: 'install', issuer: 'organisation-ca' },
      ['release', 'organisationCaSecret', 'letsEncrypt', 'wildcard'],
    ],
    [
      { management: 'existing', issuer: 'selfsigned' },
      ['letsEncrypt', 'wildcard'],
    ],
  ])('keeps of %j what counts with it', (chosen, fields) => {
    expect(
      Object.keys(askedCertificates({ ...everything, ...chosen })),
    ).toEqual([...fields, ...Object.keys(chosen)]);
  });

  it('asks for hosts, and for no issuer, where Secrets are brought in', () => {
    expect(
      askedCertificates({
        ...everything,
        management: 'external',
        issuer: 'organisation-ca',
      }),
    ).toEqual({
      management: 'external',
      hosts: ['chat.example.org'],
      wildcard: true,
    });
  });
});
