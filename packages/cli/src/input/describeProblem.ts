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

import { findPath, pathText, valueAt } from './fieldPath';
import { InputProblem } from './InputProblems';
import { FieldPath } from './SourceDocument';
import { SourceObject } from './SourceObject';

const LONGEST_VALUE = 80;

function valueText(value: unknown): string {
  const text = JSON.stringify(value) ?? 'missing';
  return text.length > LONGEST_VALUE
    ? `${text.slice(0, LONGEST_VALUE)}…`
    : text;
}

/** Says the value where the message does not. */
function withValue(message: string, value: unknown): string {
  if (value === undefined) {
    return message;
  }
  const text = valueText(value);
  const bare = typeof value === 'object' ? text : String(value);
  return message.includes(bare) && bare !== ''
    ? message
    : `${message}; it is ${text}`;
}

/** A problem of a field, with its place and its value. */
export function problemOf(
  object: SourceObject,
  path: FieldPath,
  message: string,
): InputProblem {
  return {
    location: object.locate(path),
    object: object.title,
    ...(path.length > 0 && { path: pathText(path) }),
    message: withValue(message, valueAt(object.value, path)),
  };
}

/** The same, for a path that is given as text. */
export function problemAtText(
  object: SourceObject,
  text: string,
  message: string,
): InputProblem {
  const path = findPath(object.value, text);
  return {
    location: object.locate(path),
    object: object.title,
    ...(text !== '' && { path: text }),
    message:
      pathText(path) === text
        ? withValue(message, valueAt(object.value, path))
        : message,
  };
}
