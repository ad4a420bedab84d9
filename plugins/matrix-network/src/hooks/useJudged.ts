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

import { useEffect, useRef, useState } from 'react';
import { asError } from './asError';

/** An answer that takes a while. The one before stays until the new one is there. */
export interface Judged<T> {
  value?: T;
  error?: Error;
  /** `value`, if any, is of an older question. */
  judging: boolean;
}

interface Answer<T> {
  key: string;
  value?: T;
  error?: Error;
}

/**
 * Asks for an answer when `key` changes, after it has stood still for `waitMs`,
 * and forgets answers to questions that are no longer asked. Nothing is asked
 * while `key` is undefined.
 */
export function useJudged<T>(
  key: string | undefined,
  judge: () => Promise<T>,
  waitMs = 0,
): Judged<T> {
  const [answer, setAnswer] = useState<Answer<T>>();
  const latest = useRef(judge);
  latest.current = judge;

  useEffect(() => {
    if (key === undefined) {
      return undefined;
    }
    let stopped = false;
    const timer = setTimeout(async () => {
      try {
        const value = await latest.current();
        if (!stopped) setAnswer({ key, value });
      } catch (error) {
        if (!stopped) setAnswer({ key, error: asError(error) });
      }
    }, waitMs);
    return () => {
      stopped = true;
      clearTimeout(timer);
    };
  }, [key, waitMs]);

  return {
    value: answer?.value,
    error: answer?.key === key ? answer?.error : undefined,
    judging: key !== undefined && answer?.key !== key,
  };
}
