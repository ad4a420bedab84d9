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

import { KubernetesApiError } from '../cluster';
import { withRetry } from './retry';
import { UnownedNodePortError } from './UnownedNodePortError';

const policy = {
  attempts: 3,
  firstDelay: 1,
  maxDelay: 5,
  nodePortTimeout: 60,
};
const transient = new KubernetesApiError({ statusCode: 503, message: 'busy' });
const final = new KubernetesApiError({ statusCode: 422, message: 'invalid' });

function failing(times: number, error: Error) {
  let calls = 0;
  const action = async () => {
    calls++;
    if (calls <= times) {
      throw error;
    }
    return calls;
  };
  return { action, calls: () => calls };
}

it('tries transient errors again, until it works', async () => {
  expect(await withRetry(failing(2, transient).action, { policy })).toBe(3);
});

it('tries no more often than allowed', async () => {
  const { action, calls } = failing(9, transient);

  await expect(withRetry(action, { policy })).rejects.toBe(transient);
  expect(calls()).toBe(3);
});

it('waits for a NodePort that the API server will free, but not for ever', async () => {
  const unowned = new UnownedNodePortError(30080);
  const often = failing(8, unowned);
  const always = failing(1_000, unowned);

  expect(
    await withRetry(often.action, {
      policy: { ...policy, nodePortTimeout: 60_000 },
    }),
  ).toBe(9);
  await expect(withRetry(always.action, { policy })).rejects.toBe(unowned);
});

it('does not try final errors again', async () => {
  const { action, calls } = failing(9, final);

  await expect(withRetry(action, { policy })).rejects.toBe(final);
  expect(calls()).toBe(1);
});

it('waits as long as the server asks, within bounds', async () => {
  const asked = new KubernetesApiError({
    statusCode: 429,
    message: 'slow down',
    details: { retryAfterSeconds: 0.05 },
  });
  const start = Date.now();
  await withRetry(failing(1, asked).action, {
    policy: { ...policy, maxDelay: 1000 },
  });

  expect(Date.now() - start).toBeGreaterThanOrEqual(45);
});

it('stops waiting when told to', async () => {
  const controller = new AbortController();
  const pending = withRetry(failing(9, transient).action, {
    policy: { ...policy, firstDelay: 60_000, maxDelay: 60_000 },
    signal: controller.signal,
  });
  setTimeout(() => controller.abort(), 5);

  await expect(pending).rejects.toMatchObject({ name: 'AbortError' });
});
