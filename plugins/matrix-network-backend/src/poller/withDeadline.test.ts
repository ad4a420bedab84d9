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

import { withDeadline } from './withDeadline';

const never = new AbortController().signal;

describe('withDeadline', () => {
  it('returns what the work returns', async () => {
    await expect(withDeadline(1_000, never, async () => 7)).resolves.toBe(7);
  });

  it('gives up on work that does not heed the signal', async () => {
    await expect(
      withDeadline(20, never, () => new Promise(() => {})),
    ).rejects.toMatchObject({
      name: 'ServiceUnavailableError',
      message: 'No answer within 0 s',
    });
  });

  it('says that the time ran out rather than what the abort made of the work', async () => {
    await expect(
      withDeadline(
        20,
        never,
        signal =>
          new Promise((_, reject) => {
            signal.addEventListener('abort', () =>
              reject(new Error('AbortError')),
            );
          }),
      ),
    ).rejects.toThrow('No answer within');
  });

  it('stops the rest of the work when a part of it fails', async () => {
    const caller = new AbortController();
    let rest: AbortSignal | undefined;
    await expect(
      withDeadline(10_000, caller.signal, signal => {
        rest = signal;
        return Promise.all([
          Promise.reject(new Error('pods are forbidden')),
          new Promise(() => {}),
        ]);
      }),
    ).rejects.toThrow('pods are forbidden');
    expect(rest?.aborted).toBe(true);
    expect(caller.signal.aborted).toBe(false);
  });

  it('stops when the caller stops', async () => {
    const controller = new AbortController();
    const work = withDeadline(
      10_000,
      controller.signal,
      () => new Promise(() => {}),
    );
    controller.abort(new Error('shutting down'));
    await expect(work).rejects.toThrow('shutting down');
    await expect(
      withDeadline(10_000, controller.signal, () => new Promise(() => {})),
    ).rejects.toThrow('shutting down');
  });
});
