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

import { ServiceUnavailableError } from '@backstage/errors';

/**
 * Runs `work` with a signal that aborts after `timeoutMs` or with `signal`, and
 * stops waiting then even if the work does not heed it. Once the work has ended,
 * well or not, the signal is aborted for what it may have left behind.
 * @throws ServiceUnavailableError after `timeoutMs`
 */
export async function withDeadline<T>(
  timeoutMs: number,
  signal: AbortSignal,
  work: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  const controller = new AbortController();
  const abort = () => controller.abort(signal.reason);
  const timer = setTimeout(
    () =>
      controller.abort(
        new ServiceUnavailableError(
          `No answer within ${Math.round(timeoutMs / 100) / 10} s`,
        ),
      ),
    timeoutMs,
  );
  signal.addEventListener('abort', abort, { once: true });
  if (signal.aborted) {
    abort();
  }
  try {
    return await Promise.race([
      rejectedBy(controller.signal),
      work(controller.signal),
    ]);
  } catch (error) {
    // What the abort made of the work is less telling than why it was aborted.
    throw controller.signal.aborted ? controller.signal.reason : error;
  } finally {
    clearTimeout(timer);
    signal.removeEventListener('abort', abort);
    controller.abort(new Error('The rest is not needed any more'));
  }
}

function rejectedBy(signal: AbortSignal): Promise<never> {
  return new Promise((_, reject) => {
    if (signal.aborted) {
      reject(signal.reason);
    }
    signal.addEventListener('abort', () => reject(signal.reason), {
      once: true,
    });
  });
}
