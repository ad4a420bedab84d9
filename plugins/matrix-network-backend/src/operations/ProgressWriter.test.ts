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

import { ProgressEvent } from '@matrix-network/backstage-plugin-matrix-network-common';
import { ProgressWriter } from './ProgressWriter';

const message = (text: string): ProgressEvent => ({
  type: 'message',
  level: 'info',
  message: text,
});

function writerInto(batches: string[][], fail: () => boolean = () => false) {
  const onError = jest.fn();
  const writer = new ProgressWriter({
    onError,
    write: async lines => {
      if (fail()) {
        throw new Error('database is away');
      }
      batches.push(
        lines.map(({ event }) =>
          event.type === 'message' ? event.message : event.type,
        ),
      );
    },
  });
  return { writer, onError };
}

describe('ProgressWriter', () => {
  it('writes lines in batches, in order', async () => {
    const batches: string[][] = [];
    const { writer } = writerInto(batches);
    for (let count = 0; count < 150; count++) {
      writer.add(message(`${count}`));
    }
    await writer.flush();
    expect(batches.length).toBeLessThanOrEqual(2);
    expect(batches.flat()).toEqual(
      Array.from({ length: 150 }, (_, count) => `${count}`),
    );
  });

  it('loses nothing when the database is away for a moment', async () => {
    const batches: string[][] = [];
    let away = true;
    const { writer, onError } = writerInto(batches, () => away);
    writer.add(message('first'));
    await writer.flush();
    expect(onError).toHaveBeenCalledTimes(1);
    away = false;
    writer.add(message('second'));
    await writer.flush();
    expect(batches).toEqual([['first', 'second']]);
  });

  it('bounds the length of a message', async () => {
    const batches: string[][] = [];
    const { writer } = writerInto(batches);
    writer.add(message('x'.repeat(1_000_000)));
    await writer.flush();
    expect(batches[0][0]).toHaveLength(2_000);
  });
});
