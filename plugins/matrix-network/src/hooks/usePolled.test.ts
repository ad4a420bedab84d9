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

import { act, renderHook } from '@testing-library/react';
import { setPageVisible } from '../__testUtils__/visibility';
import { usePolled } from './usePolled';

const intervalMs = 45_000;

const pass = (ms: number) => act(() => jest.advanceTimersByTimeAsync(ms));

function poll(read: () => Promise<string>) {
  return renderHook(({ key }) => usePolled(read, [key], intervalMs), {
    initialProps: { key: 'one' },
  });
}

describe('usePolled', () => {
  beforeEach(() => {
    jest.useFakeTimers();
  });

  afterEach(async () => {
    await setPageVisible(true);
    jest.useRealTimers();
  });

  it('reads again after the interval, and not while nobody looks', async () => {
    const read = jest.fn(async () => 'value');
    poll(read);
    await pass(intervalMs - 1);
    expect(read).toHaveBeenCalledTimes(1);
    await pass(1);
    expect(read).toHaveBeenCalledTimes(2);
    await setPageVisible(false);
    await pass(10 * intervalMs);
    expect(read).toHaveBeenCalledTimes(2);
  });

  it('reads at once when the page comes back and what it shows is old', async () => {
    const read = jest.fn(async () => 'value');
    poll(read);
    await pass(0);
    await setPageVisible(false);
    await pass(intervalMs);
    await setPageVisible(true);
    await pass(0);
    expect(read).toHaveBeenCalledTimes(2);
  });

  it('waits for what is left of the interval when the page was away shortly', async () => {
    const read = jest.fn(async () => 'value');
    poll(read);
    await pass(0);
    await setPageVisible(false);
    await pass(intervalMs - 5_000);
    await setPageVisible(true);
    await pass(4_999);
    expect(read).toHaveBeenCalledTimes(1);
    await pass(1);
    expect(read).toHaveBeenCalledTimes(2);
  });

  it('keeps value and error while it reads again', async () => {
    const read = jest
      .fn<Promise<string>, []>()
      .mockResolvedValueOnce('first')
      .mockRejectedValueOnce(new Error('the backend is restarting'))
      .mockReturnValueOnce(new Promise(() => {}));
    const { result } = poll(read);
    await pass(0);
    await pass(intervalMs);
    const failed = {
      value: 'first',
      error: new Error('the backend is restarting'),
    };
    expect(result.current).toMatchObject({ ...failed, refreshing: false });
    await pass(intervalMs);
    expect(result.current).toMatchObject({ ...failed, refreshing: true });
  });

  it('keeps the error of the first read while it reads again, and is not loading', async () => {
    const read = jest
      .fn<Promise<string>, []>()
      .mockRejectedValueOnce(new Error('the backend is restarting'))
      .mockReturnValueOnce(new Promise(() => {}));
    const { result } = poll(read);
    await pass(0);
    const failed = {
      error: new Error('the backend is restarting'),
      loading: false,
    };
    expect(result.current).toMatchObject({ ...failed, refreshing: false });
    await pass(intervalMs);
    expect(result.current).toMatchObject({ ...failed, refreshing: true });
  });

  it('forgets the error once a read succeeds', async () => {
    const read = jest
      .fn<Promise<string>, []>()
      .mockRejectedValueOnce(new Error('the backend is restarting'))
      .mockResolvedValueOnce('second');
    const { result } = poll(read);
    await pass(0);
    expect(result.current.error).toBeDefined();
    await pass(intervalMs);
    expect(result.current).toMatchObject({ value: 'second', error: undefined });
  });

  it('shows neither value nor error of something else', async () => {
    const read = jest
      .fn<Promise<string>, []>()
      .mockResolvedValueOnce('first')
      .mockRejectedValueOnce(new Error('the backend is restarting'))
      .mockReturnValueOnce(new Promise(() => {}));
    const { result, rerender } = poll(read);
    await pass(0);
    await pass(intervalMs);
    rerender({ key: 'two' });
    expect(result.current).toMatchObject({
      value: undefined,
      error: undefined,
      loading: true,
    });
  });
});
