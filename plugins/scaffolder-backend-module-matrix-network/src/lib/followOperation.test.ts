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
import { OperationStatus } from '@matrix-network/backstage-plugin-matrix-network-common';
import { operation } from '../__testUtils__/fakeApi';
import { FlakyBackend, Reply } from '../__testUtils__/flakyBackend';
import { followOperation } from './followOperation';

function detail(
  status: OperationStatus,
  ...messages: [number, string][]
): Reply {
  return {
    json: {
      operation: operation({ status }),
      lines: messages.map(([sequence, message]) => ({
        sequence,
        at: '2026-11-24T00:00:00Z',
        event: { type: 'message', level: 'info', message },
      })),
    },
  };
}

describe('followOperation', () => {
  let backend: FlakyBackend;

  afterEach(() => backend.stop());

  async function follow(replies: Reply[], maxOutageMilliseconds?: number) {
    backend = await FlakyBackend.start(...replies);
    const logger = mockServices.logger.mock();
    const api = await backend.api();
    const ended = followOperation(api, 'op-1', {
      logger,
      pollMilliseconds: 10,
      maxOutageMilliseconds,
    });
    return { ended, logger };
  }

  it('follows on through outages, with no line lost or logged twice', async () => {
    const { ended, logger } = await follow([
      detail('running', [1, 'one']),
      { status: 502 },
      'cut',
      detail('running', [2, 'two']),
      { status: 503 },
      detail('succeeded', [3, 'three']),
      detail('succeeded'),
    ]);
    await expect(ended).resolves.toMatchObject({ status: 'succeeded' });
    expect(logger.info.mock.calls.map(([text]) => text)).toEqual([
      'one',
      'two',
      'three',
    ]);
    expect(backend.requests.map(url => url.split('=')[1])).toEqual([
      '0',
      '1',
      '1',
      '1',
      '2',
      '2',
      '3',
    ]);
    expect(logger.warn).toHaveBeenCalledTimes(2);
  });

  it('ends where the backend knows no such operation', async () => {
    const { ended } = await follow([{ status: 404 }]);
    await expect(ended).rejects.toThrow(
      'Operation op-1 could not be followed to its end: Request failed with 404',
    );
    expect(backend.requests).toHaveLength(1);
  });

  it('ends where the backend stays away', async () => {
    const { ended } = await follow([{ status: 502 }], 60);
    await expect(ended).rejects.toThrow(/502 Bad Gateway/);
  });
});
