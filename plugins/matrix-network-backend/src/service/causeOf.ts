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

import { isError } from '@backstage/errors';
import { z } from 'zod';

const MAX_LENGTH = 500;

/**
 * Why something failed, in one bounded sentence for people and for the database:
 * the message, and the innermost cause's where it adds something.
 */
export function causeOf(error: unknown): string {
  const messages: string[] = [];
  for (const part of chainOf(error)) {
    const message = inOneLine(messageOf(part));
    if (message && !messages.some(earlier => earlier.includes(message))) {
      messages.push(message);
    }
  }
  const sentence = messages.join(': ') || 'Unknown error';
  return sentence.length > MAX_LENGTH
    ? `${sentence.slice(0, MAX_LENGTH - 1)}…`
    : sentence;
}

function chainOf(error: unknown): unknown[] {
  const chain: unknown[] = [];
  let current = error;
  while (current !== undefined && current !== null && chain.length < 5) {
    chain.push(current);
    current = isError(current) ? current.cause : undefined;
  }
  return chain;
}

function messageOf(part: unknown): string {
  if (part instanceof z.ZodError) {
    return part.issues
      .map(({ path, message }) => [path.join('.'), message])
      .map(said => said.filter(Boolean).join(': '))
      .join('; ');
  }
  if (!isError(part)) {
    return String(part);
  }
  const { message, cause } = part;
  // Errors of `@backstage/errors` spell their cause out in the message as well.
  const spelt = `caused by ${String(cause)}`;
  return message.endsWith(spelt)
    ? message.slice(0, -spelt.length).replace(/; $/, '')
    : message;
}

/** The first line. PostgreSQL takes no NUL, and no page is to see an escape sequence. */
function inOneLine(text: string): string {
  return text
    .split('\n', 1)[0]
    .replace(/; caused by (\w+: )?/g, ': ')
    .replace(/\p{Cc}+/gu, ' ')
    .trim();
}
