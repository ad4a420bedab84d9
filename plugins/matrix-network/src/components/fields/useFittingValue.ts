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
import { flushSync } from 'react-dom';
import { ReleaseChoice } from './releaseChoice';

/**
 * Keeps a field's value at one that fits: another one is replaced, or taken
 * away where none fits.
 *
 * @returns what was replaced and why, until the user chooses, and how they do
 */
export function useFittingValue(options: {
  value: string | undefined;
  /** Undefined while it is not known what fits. */
  choice: ReleaseChoice | undefined;
  onChange: (value: string | undefined) => void;
}): { note: string; choose: (value: string | undefined) => void } {
  const { value, choice, onChange } = options;
  const [note, setNote] = useState('');
  const takenAway = useRef<string>();

  useEffect(() => {
    if (!choice || choice.version === value) {
      return undefined;
    }
    const { version, problem } = choice;
    // A form fills a default of its template in again, as often as it is taken away.
    if (version === undefined && takenAway.current === value) {
      return undefined;
    }
    const isReplaced = version !== undefined && problem !== undefined;
    // Rendered before another field gets its turn: of two that change between
    // the same two renders, the form keeps one.
    const timer = setTimeout(() =>
      flushSync(() => {
        takenAway.current = version === undefined ? value : undefined;
        setNote(isReplaced ? `${problem}; ${version} is chosen instead.` : '');
        onChange(version);
      }),
    );
    return () => clearTimeout(timer);
  }, [choice, value, onChange]);

  return {
    note,
    choose: next => {
      setNote('');
      onChange(next);
    },
  };
}
