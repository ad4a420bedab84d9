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

import { terminationMessage } from './terminationMessage';

const container = { name: 'a', image: 'a:1' };
const fallsBack = {
  ...container,
  terminationMessagePolicy: 'FallbackToLogsOnError' as const,
};

describe('the termination message', () => {
  it('is what the process left, not its log', () => {
    const result = { exitCode: 1, message: 'left', log: 'printed\n' };
    expect(terminationMessage(fallsBack, result)).toBe('left');
  });

  it('is the log where the policy asks for it and the container failed', () => {
    const log = 'TIMEOUT\n';
    expect(terminationMessage(fallsBack, { exitCode: 1, log })).toBe(log);
    expect(terminationMessage(fallsBack, { exitCode: 0, log })).toBeUndefined();
    expect(terminationMessage(container, { exitCode: 1, log })).toBeUndefined();
  });

  it('is the end of a long log: 80 lines, 2048 bytes', () => {
    const lines = (count: number, length: number) =>
      Array.from({ length: count }, (_, index) =>
        `${index}`.padEnd(length, '.').concat('\n'),
      );
    const short = terminationMessage(fallsBack, {
      exitCode: 1,
      log: lines(100, 4).join(''),
    });
    expect(short?.split('\n')).toHaveLength(81);
    expect(short?.startsWith('20..')).toBe(true);
    const long = terminationMessage(fallsBack, {
      exitCode: 1,
      log: lines(60, 99).join(''),
    });
    expect(long).toHaveLength(2_048);
    expect(long?.endsWith('.\n')).toBe(true);
  });
});
