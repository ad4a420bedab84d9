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

/** Fields of a NetworkPolicy's spec that map names to text, and lists of text. */
const mapsOfText = ['matchLabels'];
const listsOfText = ['values', 'except', 'policyTypes'];

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function holdsNull(value: unknown, of: string): boolean {
  if (Array.isArray(value)) {
    return value.some(item => item === null || holdsNull(item, ''));
  }
  return (
    isRecord(value) &&
    Object.entries(value).some(
      ([key, field]) =>
        (field === null && mapsOfText.includes(of)) || holdsNull(field, key),
    )
  );
}

function filled(value: unknown, of: string): unknown {
  if (Array.isArray(value)) {
    const empty = listsOfText.includes(of) ? '' : {};
    return value.map(item => (item === null ? empty : filled(item, '')));
  }
  if (!isRecord(value)) {
    return value;
  }
  const empty = mapsOfText.includes(of) ? '' : null;
  return Object.fromEntries(
    Object.entries(value).map(([key, field]) => [
      key,
      field === null ? empty : filled(field, key),
    ]),
  );
}

/**
 * An object with empty values in its spec where lists and maps hold JSON `null`,
 * as the API server reads it. A field that is `null` stays: it is not set.
 */
export function emptyForNull(object: unknown): unknown {
  return isRecord(object) && holdsNull(object.spec, '')
    ? { ...object, spec: filled(object.spec, '') }
    : object;
}
