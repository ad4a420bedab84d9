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

import { mockServices } from '@backstage/backend-test-utils';
import { FlakyBackend, Reply } from '../__testUtils__/flakyBackend';
import { throughOutages } from './throughOutages';

describe('throughOutages', () => {
  let backend: FlakyBackend;

  afterEach(() => backend.stop());

  async function ask(options: {
    replies: Reply[];
    patienceMilliseconds?: number;
    signal?: AbortSignal;
    away?: boolean;
  }) {
    const { patienceMilliseconds = 20_000, signal } = options;
    backend = await FlakyBackend.start(...options.replies);
    if (options.away) {
      await backend.stop();
    }
    const logger = mockServices.logger.mock();
    const api = await backend.api();
    const answer = throughOutages(() => api.listReleases(), {
      logger,
      signal,
      patienceMilliseconds,
      firstPauseMilliseconds: 10,
    });
    return { answer, logger };
  }

  const good: Reply = { json: [] };

  it.each<[string, Reply]>([
    ['a gateway without a backend', { status: 502 }],
    ['a backend that is not ready', { status: 503 }],
    ['an error of its own', { status: 500 }],
    ['too many requests', { status: 429 }],
    ['a connection that is cut', 'cut'],
  ])('asks again after %s, and says so once', async (_, reply) => {
    const { answer, logger } = await ask({
      replies: [reply, reply, reply, good],
    });
    await expect(answer).resolves.toEqual([]);
    expect(backend.requests).toHaveLength(4);
    expect(logger.warn).toHaveBeenCalledTimes(1);
    expect(logger.warn).toHaveBeenCalledWith(
      expect.stringMatching(
        /^The backend does not answer \(.+\); it is asked again for up to 20 seconds$/,
      ),
    );
  });

  it('asks again once a backend that was stopped is back', async () => {
    const { answer, logger } = await ask({ replies: [good], away: true });
    await new Promise(resolve => {
      setTimeout(resolve, 150);
    });
    expect(logger.warn).toHaveBeenCalledTimes(1);
    expect(logger.warn).toHaveBeenCalledWith(
      expect.stringContaining('connect ECONNREFUSED'),
    );
    await backend.listen();
    await expect(answer).resolves.toEqual([]);
  });

  it.each([400, 401, 403, 404, 409])(
    'takes %d as the answer that it is',
    async status => {
      const { answer, logger } = await ask({ replies: [{ status }, good] });
      await expect(answer).rejects.toMatchObject({ statusCode: status });
      expect(backend.requests).toHaveLength(1);
      expect(logger.warn).not.toHaveBeenCalled();
    },
  );

  it('gives up after its patience, with the last failure', async () => {
    const { answer } = await ask({
      replies: [{ status: 502 }],
      patienceMilliseconds: 100,
    });
    await expect(answer).rejects.toMatchObject({ statusCode: 502 });
    // Pauses of 10, 20, 40 and what is left: not a request every 10.
    expect(backend.requests.length).toBeGreaterThan(2);
    expect(backend.requests.length).toBeLessThan(7);
  });

  it('stops as soon as the task is cancelled', async () => {
    const cancel = new AbortController();
    const { answer } = await ask({
      replies: [{ status: 502 }],
      signal: cancel.signal,
    });
    setTimeout(() => cancel.abort(), 50);
    await expect(answer).rejects.toThrow(/abort/i);
  });
});
