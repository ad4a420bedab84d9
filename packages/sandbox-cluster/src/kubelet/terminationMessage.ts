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

import { Container } from '../controllers/kinds';

const MAX_LINES = 80;
const MAX_LOG_BYTES = 2_048;
const MAX_MESSAGE_BYTES = 4_096;

/**
 * `terminated.message` of a container: what its process left, else the end of
 * its log where the container failed and its policy asks for that.
 */
export function terminationMessage(
  { terminationMessagePolicy }: Container,
  result: { exitCode: number; message?: string; log?: string },
): string | undefined {
  if (result.message) {
    return Buffer.from(result.message)
      .subarray(0, MAX_MESSAGE_BYTES)
      .toString();
  }
  return terminationMessagePolicy === 'FallbackToLogsOnError' &&
    result.exitCode !== 0 &&
    result.log
    ? tail(result.log)
    : undefined;
}

function tail(log: string): string {
  const lines = log.split(/(?<=\n)/).slice(-MAX_LINES);
  return Buffer.from(lines.join('')).subarray(-MAX_LOG_BYTES).toString();
}
