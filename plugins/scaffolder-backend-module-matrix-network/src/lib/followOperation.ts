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
import { ForwardedError } from '@backstage/errors';
import {
  MatrixNetworkApi,
  Operation,
} from '@matrix-network/backstage-plugin-matrix-network-common';
import { describeProgress, levelOf } from './describeProgress';
import { failureText } from './isTransient';
import { sleep } from './sleep';
import { throughOutages } from './throughOutages';

/** How often the log of the running operation is read. */
const POLL_MILLISECONDS = 750;

/** How long the backend may be away: it goes on with the operation once it is back. */
const MAX_OUTAGE_MILLISECONDS = 10 * 60_000;

/** Logs the operation's lines as they come, until it has ended. */
export async function followOperation(
  api: MatrixNetworkApi,
  id: string,
  options: {
    logger: LoggerService;
    signal?: AbortSignal;
    pollMilliseconds?: number;
    maxOutageMilliseconds?: number;
  },
): Promise<Operation> {
  const {
    logger,
    signal,
    pollMilliseconds = POLL_MILLISECONDS,
    maxOutageMilliseconds = MAX_OUTAGE_MILLISECONDS,
  } = options;
  let after = 0;
  const read = () => api.getOperation(id, after);
  for (;;) {
    const { operation, lines } = await throughOutages(read, {
      logger,
      signal,
      patienceMilliseconds: maxOutageMilliseconds,
      firstPauseMilliseconds: pollMilliseconds,
    }).catch(error => {
      throw signal?.aborted
        ? error
        : new ForwardedError(
            `Operation ${id} could not be followed to its end: ${failureText(
              error,
            )}`,
            error,
          );
    });
    for (const line of lines) {
      logger[levelOf(line.event)](describeProgress(line.event));
      after = line.sequence;
    }
    const ended =
      operation.status === 'succeeded' || operation.status === 'failed';
    if (ended && lines.length === 0) {
      return operation;
    }
    if (!ended) {
      await sleep(pollMilliseconds, signal);
    }
  }
}
