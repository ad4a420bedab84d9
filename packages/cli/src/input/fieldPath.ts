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

import { FieldPath } from './SourceDocument';

/** `spec.ingress[0].ports[1].endPort` */
export function pathText(path: FieldPath): string {
  return path
    .map(part => (typeof part === 'number' ? `[${part}]` : `.${part}`))
    .join('')
    .replace(/^\./, '');
}

function keysOf(value: unknown): string[] {
  return typeof value === 'object' && value !== null ? Object.keys(value) : [];
}

function child(value: unknown, key: string): unknown {
  return typeof value === 'object' && value !== null
    ? Object.entries(value).find(([name]) => name === key)?.[1]
    : undefined;
}

/**
 * The way to the field that a text names, as far as it is there. Keys may hold
 * dots (`matchLabels.app.kubernetes.io/name`), so they are looked up.
 */
export function findPath(value: unknown, text: string): (string | number)[] {
  const rest = text.replace(/^\./, '');
  if (rest === '') {
    return [];
  }
  const index = /^\[(\d+)\]/.exec(rest);
  if (index && Array.isArray(value)) {
    const number = Number(index[1]);
    return number < value.length
      ? [number, ...findPath(value[number], rest.slice(index[0].length))]
      : [];
  }
  const [key] = keysOf(value)
    .filter(
      name =>
        rest === name ||
        (rest.startsWith(name) && '.['.includes(rest[name.length])),
    )
    .sort((a, b) => b.length - a.length);
  return key === undefined || Array.isArray(value)
    ? []
    : [key, ...findPath(child(value, key), rest.slice(key.length))];
}

/** The value at a path; undefined where there is none. */
export function valueAt(value: unknown, path: FieldPath): unknown {
  return path.reduce<unknown>(
    (current, part) =>
      Array.isArray(current) && typeof part === 'number'
        ? current[part]
        : child(current, String(part)),
    value,
  );
}
