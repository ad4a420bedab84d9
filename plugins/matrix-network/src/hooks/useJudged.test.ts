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

import { act, renderHook, waitFor } from '@testing-library/react';
import { useJudged } from './useJudged';

/** A question whose answer is given by hand. */
function question() {
  const answers = new Map<string, (value: string) => void>();
  const ask = (key: string) =>
    new Promise<string>(resolve => answers.set(key, resolve));
  return { answers, ask };
}

describe('useJudged', () => {
  it('keeps the old answer while a new one is worked out', async () => {
    const { answers, ask } = question();
    const { result, rerender } = renderHook(
      ({ key }) => useJudged(key, () => ask(key)),
      { initialProps: { key: 'one' } },
    );
    expect(result.current).toEqual({ judging: true });
    await waitFor(() => expect(answers.has('one')).toBe(true));
    await act(async () => answers.get('one')?.('first'));
    expect(result.current).toMatchObject({ value: 'first', judging: false });

    rerender({ key: 'two' });
    expect(result.current).toMatchObject({ value: 'first', judging: true });
    await waitFor(() => expect(answers.has('two')).toBe(true));
    await act(async () => answers.get('two')?.('second'));
    expect(result.current).toMatchObject({ value: 'second', judging: false });
  });

  it('asks nothing until the question has stood still, and forgets late answers', async () => {
    const { answers, ask } = question();
    const { result, rerender } = renderHook(
      ({ key, waitMs }) => useJudged(key, () => ask(key), waitMs),
      { initialProps: { key: 'a', waitMs: 0 } },
    );
    await waitFor(() => expect(answers.has('a')).toBe(true));
    rerender({ key: 'ab', waitMs: 20 });
    rerender({ key: 'abc', waitMs: 20 });
    await act(async () => answers.get('a')?.('late'));
    expect(result.current.value).toBeUndefined();
    await waitFor(() => expect(answers.has('abc')).toBe(true));
    expect(answers.has('ab')).toBe(false);
  });

  it('says what went wrong', async () => {
    const { result } = renderHook(() =>
      useJudged('key', async () => {
        throw new Error('not to be judged');
      }),
    );
    await waitFor(() =>
      expect(result.current.error?.message).toBe('not to be judged'),
    );
    expect(result.current.judging).toBe(false);
  });

  it('asks nothing without a question', () => {
    const judge = jest.fn();
    const { result } = renderHook(() => useJudged(undefined, judge));
    expect(result.current.judging).toBe(false);
    expect(judge).not.toHaveBeenCalled();
  });
});
