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

import { ConfigReader } from '@backstage/config';
import { logReleaseVerification } from './logReleaseVerification';
import { readReleasesConfig } from './readReleasesConfig';

const read = (releases: object) =>
  readReleasesConfig(new ConfigReader({ ...releases }));

const said = (releases: object) => {
  const logger = { info: jest.fn(), warn: jest.fn() };
  logReleaseVerification(read(releases), logger);
  return {
    info: logger.info.mock.calls.flat(),
    warn: logger.warn.mock.calls.flat(),
  };
};

it('holds releases against the catalogue', () => {
  expect(read({})).toEqual({ mirror: undefined, verify: 'catalogue' });
  expect(read({ mirror: '/srv/mirror', verify: 'catalogue' })).toEqual({
    mirror: '/srv/mirror',
    verify: 'catalogue',
  });
  expect(said({ mirror: '/srv/mirror' })).toEqual({
    info: [
      'Releases of ingress-nginx and cert-manager are taken from /srv/mirror and held against the sha256 of the catalogue, where that has one',
    ],
    warn: [],
  });
});

it('grants first use to the mirror that is named, and warns', () => {
  const releases = {
    mirror: 'https://m.example/releases/',
    verify: { firstUse: 'https://m.example/releases' },
  };

  expect(read(releases)).toMatchObject({ verify: 'firstUse' });
  expect(said(releases)).toEqual({
    info: [],
    warn: [
      'Releases of ingress-nginx and cert-manager are taken from https://m.example/releases/ and held against what was seen there first, not against the sha256 of the catalogue: matrixNetwork.releases.verify says so',
    ],
  });
});

it.each([
  [{ mirror: '/srv/mirror' }, '/srv/mirror'],
  [{}, 'the upstream projects'],
])('grants it to no other: %j', (releases, from) => {
  const verify = { firstUse: 'http://127.0.0.1:7443/mirror' };

  expect(read({ ...releases, verify })).toMatchObject({ verify: 'catalogue' });
  expect(said({ ...releases, verify })).toEqual({
    info: [
      `Releases of ingress-nginx and cert-manager are taken from ${from} and held against the sha256 of the catalogue, where that has one; first use, in matrixNetwork.releases.verify, is for http://127.0.0.1:7443/mirror alone`,
    ],
    warn: [],
  });
});

it.each(['firstUse', { firstUse: '' }, { firstUse: 1 }, { first: 'a' }])(
  'refuses %j',
  verify => {
    expect(() => read({ mirror: '/srv/mirror', verify })).toThrow(
      'and, for a mirror with releases of its own, { firstUse: /srv/mirror }',
    );
  },
);
