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

import { setImmediate as settled } from 'node:timers/promises';
import { FetchToken } from './Token';
import { TokenCache } from './TokenCache';

const MINUTE = 60_000;
const start = Date.parse('2026-01-01T00:00:00Z');

/** Tokens 1, 2, 3, … that are good for 15 minutes each. */
function numbered(life = 15 * MINUTE) {
  const fetch = jest.fn<ReturnType<FetchToken>, Parameters<FetchToken>>();
  fetch.mockImplementation(async () => ({
    value: `token ${fetch.mock.calls.length}`,
    expiresAt: Date.now() + life,
  }));
  return { fetch, cache: new TokenCache(fetch) };
}

beforeEach(() => {
  jest.useFakeTimers({ advanceTimers: true, now: start });
});

afterEach(() => {
  jest.useRealTimers();
});

const after = (minutes: number) => jest.setSystemTime(start + minutes * MINUTE);

it('fetches nothing before a token is asked for, and one for all who ask at once', async () => {
  const { fetch, cache } = numbered();
  expect(fetch).not.toHaveBeenCalled();

  expect(await Promise.all([cache.get(), cache.get()])).toEqual([
    'token 1',
    'token 1',
  ]);
  expect(await cache.get()).toBe('token 1');
  expect(fetch).toHaveBeenCalledTimes(1);
});

it('fetches another one before the end, and keeps nobody waiting for it', async () => {
  const { fetch, cache } = numbered();
  await cache.get();

  after(9.9);
  expect(await cache.get()).toBe('token 1');
  expect(fetch).toHaveBeenCalledTimes(1);

  after(10);
  expect(await cache.get()).toBe('token 1');
  await settled();
  expect(await cache.get()).toBe('token 2');
  expect(fetch).toHaveBeenCalledTimes(2);
});

it('sends no token that is about to end', async () => {
  const { cache } = numbered();
  await cache.get();

  after(14.6);

  expect(await cache.get()).toBe('token 2');
});

it('keeps a token while it is good, though no other one comes; then says why', async () => {
  const { fetch, cache } = numbered();
  await cache.get();
  fetch.mockRejectedValue(new Error('down'));

  after(12);
  expect(await cache.get()).toBe('token 1');
  await settled();
  expect(await cache.get()).toBe('token 1');
  after(15);
  await expect(cache.get()).rejects.toThrow('down');
});

it('tries anew after a failure', async () => {
  const { fetch, cache } = numbered();
  fetch.mockRejectedValueOnce(new Error('down'));

  await expect(cache.get()).rejects.toThrow('down');

  expect(await cache.get()).toBe('token 2');
});

it('replaces a refused token once, but not one that has only just come', async () => {
  const { cache } = numbered();
  const first = await cache.get();
  expect(cache.refuse(first)).toBe(false);
  expect(await cache.get()).toBe('token 1');

  after(2);
  expect(cache.refuse(first)).toBe(true);
  // Another request had sent the same one.
  expect(cache.refuse(first)).toBe(true);

  expect(await Promise.all([cache.get(), cache.get()])).toEqual([
    'token 2',
    'token 2',
  ]);
  expect(cache.refuse('token 2')).toBe(false);
});

it('gives up on a service that does not answer, and asks it anew', async () => {
  const fetch = jest
    .fn<ReturnType<FetchToken>, Parameters<FetchToken>>()
    .mockReturnValueOnce(new Promise(() => {}))
    .mockResolvedValueOnce({ value: 'late', expiresAt: start + 15 * MINUTE });
  const cache = new TokenCache(fetch, 50);

  await expect(cache.get()).rejects.toMatchObject({
    message: 'no answer within 0.05 s',
    code: 'ETIMEDOUT',
  });

  expect(fetch.mock.calls[0][0].aborted).toBe(true);
  expect(await cache.get()).toBe('late');
});

it('lets one go who stops waiting, and the others have the token', async () => {
  let answer: (value: string) => void = () => {};
  const cache = new TokenCache(
    () =>
      new Promise(resolve => {
        answer = value => resolve({ value, expiresAt: start + 15 * MINUTE });
      }),
  );
  const controller = new AbortController();
  const leaves = cache.get(controller.signal);
  const stays = cache.get();

  controller.abort(new Error('not needed'));
  await expect(leaves).rejects.toThrow('not needed');
  answer('token');

  expect(await stays).toBe('token');
});

it('keeps of an error what it says, and nothing that it carries', async () => {
  const error = Object.assign(new Error('invalid_grant', { cause: 'secret' }), {
    code: 'ECONNREFUSED',
    config: { data: 'secret' },
  });
  const cache = new TokenCache(async () => {
    throw error;
  });

  const thrown = await cache.get().catch(caught => caught);

  expect(thrown).toMatchObject({
    message: 'invalid_grant',
    code: 'ECONNREFUSED',
  });
  expect(thrown).not.toHaveProperty('config');
  expect(thrown).not.toHaveProperty('cause');
});
