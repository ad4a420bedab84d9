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

import { Discovery } from './Discovery';

const issuer = { apiVersion: 'cert-manager.io/v1', kind: 'Issuer' };
const certificate = { apiVersion: 'cert-manager.io/v1', kind: 'Certificate' };

/** A server that comes to serve one kind after another. */
function aServer() {
  const served: string[] = [];
  const fetch = jest.fn(async () => ({
    resources: served.map(kind => ({
      kind,
      name: `${kind.toLowerCase()}s`,
      namespaced: true,
    })),
  }));
  return { served, fetch, discovery: new Discovery(fetch) };
}

it('looks a kind that is missing up again, and one that is known no more', async () => {
  const { served, fetch, discovery } = aServer();

  expect(await discovery.resource(issuer)).toBeUndefined();
  served.push('Issuer');
  expect(await discovery.resource(issuer)).toEqual({
    name: 'issuers',
    namespaced: true,
  });
  expect(await discovery.resource(issuer)).toBeDefined();
  expect(fetch).toHaveBeenCalledTimes(2);
});

it('asks once for all who ask at the same time, be the kind there or not', async () => {
  const { served, fetch, discovery } = aServer();
  served.push('Issuer');

  const answers = await Promise.all(
    [issuer, certificate, issuer].map(kind => discovery.resource(kind)),
  );
  expect(answers.map(Boolean)).toEqual([true, false, true]);
  expect(fetch).toHaveBeenCalledTimes(1);
});

it('looks again once for all who miss a kind at the same time', async () => {
  const { served, fetch, discovery } = aServer();
  expect(await discovery.resource(issuer)).toBeUndefined();
  served.push('Issuer');

  const answers = await Promise.all(
    [issuer, certificate, issuer].map(kind => discovery.resource(kind)),
  );
  expect(answers.map(Boolean)).toEqual([true, false, true]);
  expect(fetch).toHaveBeenCalledTimes(2);
});

it('asks again after an answer that failed', async () => {
  const { served, fetch, discovery } = aServer();
  served.push('Issuer');
  fetch.mockRejectedValueOnce(new Error('connection refused'));

  await expect(
    Promise.all([discovery.resource(issuer), discovery.resource(certificate)]),
  ).rejects.toThrow('connection refused');
  expect(await discovery.resource(issuer)).toBeDefined();
});

it('lets nobody who asks cancel what another waits for', async () => {
  const { served, discovery } = aServer();
  served.push('Issuer');
  const leaving = new AbortController();

  const first = discovery.resource(issuer, leaving.signal);
  const second = discovery.resource(issuer);
  leaving.abort(new Error('the user has left'));

  await expect(first).rejects.toThrow('the user has left');
  await expect(second).resolves.toMatchObject({ name: 'issuers' });
});

it('knows for a minute how a kind will be addressed that is not listed yet', async () => {
  let now = 0;
  const discovery = new Discovery(
    async () => undefined,
    () => now,
  );
  const resource = { name: 'issuers', namespaced: true };
  discovery.expect('issuers.cert-manager.io', [{ ...issuer, resource }]);

  expect(await discovery.resource(issuer)).toEqual(resource);
  expect(await discovery.listed(issuer)).toBeUndefined();
  discovery.forget(issuer.apiVersion);
  expect(await discovery.resource(issuer)).toEqual(resource);
  now = 60_000;
  expect(await discovery.resource(issuer)).toBeUndefined();
});
