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

import { closest, distance } from 'fastest-levenshtein';
import { z } from 'zod';
import { SpecIssue } from '../api/types';

/** A misspelt field further off than this from every known one gets no hint. */
const MAX_HINT_DISTANCE = 3;
const MAX_SHOWN_LENGTH = 80;

const typeNames: Partial<Record<string, string>> = {
  string: 'a text',
  number: 'a number',
  int: 'a whole number',
  boolean: 'true or false',
  array: 'a list',
  object: 'a group of fields',
  record: 'a group of fields',
};

/** Turns zod's issues into sentences that name the field, the value and what is accepted. */
export function describeIssues(
  error: z.ZodError,
  input: unknown,
  schema: z.ZodType,
): SpecIssue[] {
  return error.issues.flatMap(issue => {
    const field = fieldOf(issue.path);
    if (issue.code === 'unrecognized_keys') {
      const known = fieldsOf(schemaAt(schema, issue.path));
      return issue.keys.map(key => ({
        field: field ? `${field}.${key}` : key,
        message: `there is no such field${hint(key, known)}`,
      }));
    }
    const value = valueAt(input, issue.path);
    return [
      {
        field: field || 'spec',
        message:
          value === undefined
            ? `is missing: ${expectation(issue)}`
            : `${show(value)} is not accepted: ${expectation(issue)}`,
      },
    ];
  });
}

/** What a text or a list is measured in; a number is itself. */
function unit(origin: string): string {
  switch (origin) {
    case 'string':
      return ' characters';
    case 'array':
      return ' entries';
    default:
      return '';
  }
}

function hint(key: string, known: readonly string[]): string {
  if (known.length === 0) {
    return '';
  }
  const nearest = closest(key, known);
  return distance(key.toLowerCase(), nearest.toLowerCase()) <= MAX_HINT_DISTANCE
    ? `; did you mean ${nearest}?`
    : `; accepted: ${known.join(', ')}`;
}

function expectation(issue: z.core.$ZodIssue): string {
  switch (issue.code) {
    case 'invalid_type':
      return `expected ${typeNames[issue.expected] ?? issue.expected}`;
    case 'invalid_value':
      return `expected ${issue.values.map(String).join(' or ')}`;
    case 'too_small':
      return `expected ${issue.minimum}${unit(issue.origin)} or more`;
    case 'too_big':
      return `expected ${issue.maximum}${unit(issue.origin)} or less`;
    case 'invalid_key':
      return issue.issues[0]?.message ?? issue.message;
    default:
      return issue.message;
  }
}

/** `ingress.nodePorts.http`, `network.podCidrs[0]`. */
function fieldOf(path: readonly PropertyKey[]): string {
  return path.reduce<string>((field, part) => {
    if (typeof part === 'number') {
      return `${field}[${part}]`;
    }
    return field ? `${field}.${String(part)}` : String(part);
  }, '');
}

function valueAt(input: unknown, path: readonly PropertyKey[]): unknown {
  return path.reduce<unknown>(
    (value, part) =>
      typeof value === 'object' && value !== null
        ? Reflect.get(value, part)
        : undefined,
    input,
  );
}

function show(value: unknown): string {
  const text = typeof value === 'string' ? `'${value}'` : JSON.stringify(value);
  return text.length > MAX_SHOWN_LENGTH
    ? `${text.slice(0, MAX_SHOWN_LENGTH)}…`
    : text;
}

function inner(schema: z.ZodType): z.ZodType {
  if (
    schema instanceof z.ZodPrefault ||
    schema instanceof z.ZodDefault ||
    schema instanceof z.ZodOptional ||
    schema instanceof z.ZodNullable
  ) {
    const unwrapped = schema.unwrap();
    return unwrapped instanceof z.ZodType ? inner(unwrapped) : schema;
  }
  return schema;
}

function schemaAt(
  schema: z.ZodType,
  path: readonly PropertyKey[],
): z.ZodType | undefined {
  return path.reduce<z.ZodType | undefined>((current, part) => {
    const here = current && inner(current);
    if (here instanceof z.ZodObject) {
      const shape: Record<string, unknown> = here.shape;
      const next = shape[String(part)];
      return next instanceof z.ZodType ? next : undefined;
    }
    if (here instanceof z.ZodArray) {
      return here.element instanceof z.ZodType ? here.element : undefined;
    }
    return undefined;
  }, schema);
}

function fieldsOf(schema: z.ZodType | undefined): string[] {
  const here = schema && inner(schema);
  return here instanceof z.ZodObject ? Object.keys(here.shape) : [];
}
