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

import { SignalApi, signalApiRef } from '@backstage/plugin-signals-react';
import { TestApiProvider } from '@backstage/test-utils';
import { act, renderHook } from '@testing-library/react';
import { PropsWithChildren } from 'react';
import { FakeMatrixNetworkApi, healthyDetail } from '../__testUtils__';
import { setPageVisible } from '../__testUtils__/visibility';
import { matrixNetworkApiRef } from '../api';
import { useMatrixCluster } from './useMatrixCluster';

/** Longer than signals settle, and shorter than the page's own poll. */
const settledMs = 2_000;

const pass = (ms: number) => act(() => jest.advanceTimersByTimeAsync(ms));

/** Signals that the test sends itself. */
class FakeSignals implements SignalApi {
  send: () => Promise<void> = async () => {};

  subscribe: SignalApi['subscribe'] = (_channel, onMessage) => {
    this.send = async () =>
      act(async () => onMessage(JSON.parse('{"matrixCluster":"chat-eu"}')));
    return { unsubscribe: () => {} };
  };
}

function openPage(getMatrixCluster: FakeMatrixNetworkApi['getMatrixCluster']) {
  const signals = new FakeSignals();
  const api = Object.assign(new FakeMatrixNetworkApi(), { getMatrixCluster });
  renderHook(() => useMatrixCluster('chat-eu'), {
    wrapper: ({ children }: PropsWithChildren<{}>) => (
      <TestApiProvider
        apis={[
          [signalApiRef, signals],
          [matrixNetworkApiRef, api],
        ]}
      >
        {children}
      </TestApiProvider>
    ),
  });
  return signals;
}

describe('useMatrixCluster', () => {
  beforeEach(() => {
    jest.useFakeTimers();
  });

  afterEach(async () => {
    await setPageVisible(true);
    jest.useRealTimers();
  });

  it('reads once for signals that come close together', async () => {
    const read = jest.fn(async () => healthyDetail);
    const signals = openPage(read);
    await pass(0);
    await signals.send();
    await signals.send();
    await pass(settledMs);
    await pass(settledMs);
    expect(read).toHaveBeenCalledTimes(2);
  });

  it('heeds a signal that came while the page was hidden, once', async () => {
    const read = jest.fn(async () => healthyDetail);
    const signals = openPage(read);
    await pass(0);
    await setPageVisible(false);
    await signals.send();
    await pass(settledMs);
    expect(read).toHaveBeenCalledTimes(1);
    await setPageVisible(true);
    await pass(settledMs);
    expect(read).toHaveBeenCalledTimes(2);
    await setPageVisible(false);
    await setPageVisible(true);
    await pass(settledMs);
    expect(read).toHaveBeenCalledTimes(2);
  });

  it('reads once where a hidden page has missed a signal and grown old', async () => {
    const read = jest.fn(async () => healthyDetail);
    const signals = openPage(read);
    await pass(0);
    await setPageVisible(false);
    await signals.send();
    await pass(10 * 60_000);
    await setPageVisible(true);
    await pass(settledMs);
    expect(read).toHaveBeenCalledTimes(2);
  });

  it('reads again for a signal that comes while a read is under way', async () => {
    let finish = () => {};
    const read = jest
      .fn(async () => healthyDetail)
      .mockReturnValueOnce(
        new Promise(resolve => {
          finish = () => resolve(healthyDetail);
        }),
      );
    const signals = openPage(read);
    await pass(0);
    await signals.send();
    await pass(settledMs);
    expect(read).toHaveBeenCalledTimes(1);
    await act(async () => finish());
    await pass(settledMs);
    expect(read).toHaveBeenCalledTimes(2);
  });
});
