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

import { InputError } from '@backstage/errors';
import { z } from 'zod';

const MAX_SHOWN = 100;

/**
 * Parses a part of a request.
 * @throws InputError that names each bad field, its value and what is accepted.
 */
export function parseInput<T extends z.ZodType>(
  schema: T,
  where: 'body' | 'query',
  input: unknown,
): z.output<T> {
  const parsed = schema.safeParse(input);
  if (parsed.success) {
    return parsed.data;
  }
  const problems = parsed.error.issues.map(issue => {
    const field = [where, ...issue.path].join('.');
    return `${field} is ${show(valueAt(input, issue.path))}: ${issue.message}`;
  });
  throw new InputError(problems.join('; '));
}

function valueAt(input: unknown, path: readonly PropertyKey[]): unknown {
  let value = input;
  for (const key of path) {
    value =
      typeof value === 'object' && value !== null
        ? Reflect.get(value, key)
        : undefined;
  }
  return value;
}

function show(value: unknown): string {
  const text = value === undefined ? 'missing' : JSON.stringify(value);
  return text.length > MAX_SHOWN ? `${text.slice(0, MAX_SHOWN)}…` : text;
}
