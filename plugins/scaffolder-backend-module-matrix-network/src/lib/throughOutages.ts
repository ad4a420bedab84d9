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

import { LoggerService } from '@backstage/backend-plugin-api';
import { failureText, isTransient } from './isTransient';
import { sleep } from './sleep';

/** The longest pause between two tries. */
const MAX_PAUSE_MILLISECONDS = 15_000;

/**
 * Makes a request again, with growing pauses, while the backend cannot answer
 * it. Only for requests that may be made twice. What the backend does answer is
 * final, also where it refuses.
 */
export async function throughOutages<T>(
  request: () => Promise<T>,
  options: {
    logger: LoggerService;
    signal?: AbortSignal;
    /** How long to go on; after that, the last failure is thrown. */
    patienceMilliseconds: number;
    firstPauseMilliseconds: number;
  },
): Promise<T> {
  const { logger, signal, patienceMilliseconds } = options;
  const deadline = Date.now() + patienceMilliseconds;
  let pause = options.firstPauseMilliseconds;
  for (let failures = 0; ; failures += 1) {
    try {
      return await request();
    } catch (error) {
      const left = deadline - Date.now();
      if (left <= 0 || !isTransient(error)) {
        throw error;
      }
      if (failures === 0) {
        logger.warn(
          `The backend does not answer (${failureText(
            error,
          )}); it is asked again for up to ${Math.ceil(left / 1_000)} seconds`,
        );
      }
      await sleep(Math.min(pause, left), signal);
      pause = Math.min(pause * 2, MAX_PAUSE_MILLISECONDS);
    }
  }
}
