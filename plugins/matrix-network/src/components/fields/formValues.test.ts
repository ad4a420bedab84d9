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

import { formValues, specOf } from './formValues';

describe('specOf', () => {
  it('takes the fields of a spec and leaves the form its own', () => {
    expect(
      specOf({
        name: 'chat-eu',
        targetCcu: 100,
        workloads: { liveKit: false },
        review: null,
        owner: 'group:default/x',
        contactEmail: '',
        domain: undefined,
      }),
    ).toEqual({
      name: 'chat-eu',
      targetCcu: 100,
      workloads: { liveKit: false },
    });
  });
});

describe('specOf of certificates', () => {
  it('leaves out what is no longer asked', () => {
    expect(
      specOf({
        certificates: {
          management: 'install',
          issuer: 'selfsigned',
          organisationCaSecret: 'our-ca',
        },
      }),
    ).toEqual({
      certificates: { management: 'install', issuer: 'selfsigned' },
    });
  });
});

describe('formValues', () => {
  it('is empty outside of the scaffolder', () => {
    expect(formValues(undefined)).toEqual({});
  });
});
