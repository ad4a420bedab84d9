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

import { ForwardedError } from '@backstage/errors';
import { z } from 'zod';
import { causeOf } from './causeOf';

describe('causeOf', () => {
  it('says the message and the causes below it, once each', () => {
    const socket = new Error('connect ECONNREFUSED 127.0.0.1:7443');
    const read = new Error('Could not read pods', { cause: socket });
    expect(causeOf(read)).toBe(
      'Could not read pods: connect ECONNREFUSED 127.0.0.1:7443',
    );
    expect(causeOf(new ForwardedError('Poll failed', socket))).toBe(
      'Poll failed: connect ECONNREFUSED 127.0.0.1:7443',
    );
  });

  it('leaves out stack lines and bounds the length', () => {
    expect(causeOf(new Error('first\n  at second'))).toBe('first');
    expect(causeOf(new Error('x'.repeat(10_000)))).toHaveLength(500);
  });

  it('says what is wrong with an object, in one line', () => {
    const { error } = z
      .object({ items: z.array(z.object({ name: z.string() })) })
      .safeParse({ items: [{ name: 'a' }, { name: 1 }] });
    const problem =
      'items.1.name: Invalid input: expected string, received number';
    expect(causeOf(error)).toBe(problem);
    expect(causeOf(new ForwardedError('Could not read pods', error))).toBe(
      `Could not read pods: ${problem}`,
    );
    expect(causeOf(z.string().safeParse(1).error)).toBe(
      'Invalid input: expected string, received number',
    );
  });

  it('leaves out control characters', () => {
    expect(causeOf(new Error('pods "a\u0000b"\u001b[31m refused\r\nx'))).toBe(
      'pods "a b" [31m refused',
    );
  });

  it('accepts what is not an error', () => {
    expect(causeOf('plain text')).toBe('plain text');
    expect(causeOf(undefined)).toBe('Unknown error');
  });

  it('ends with an error that causes itself', () => {
    const error = new Error('loop');
    error.cause = error;
    expect(causeOf(error)).toBe('loop');
  });
});
