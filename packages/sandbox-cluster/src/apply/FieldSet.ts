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

import { isObject, JsonObject } from '../schema/json';

/**
 * A set of paths into an object, as `metadata.managedFields[].fieldsV1` holds
 * them: path elements are `f:<field>`, `k:<keys as JSON>`, `v:<value as JSON>`.
 * `members` are paths that end here; `children` go on below.
 *
 * @see https://github.com/kubernetes-sigs/structured-merge-diff
 */
export class FieldSet {
  readonly members: Set<string>;
  readonly children: Map<string, FieldSet>;

  constructor(
    members: Iterable<string> = [],
    children: Iterable<[string, FieldSet]> = [],
  ) {
    this.members = new Set(members);
    this.children = new Map(
      [...children].filter(([, child]) => !child.isEmpty()),
    );
  }

  static of(...paths: string[][]): FieldSet {
    const set = new FieldSet();
    paths.forEach(path => set.insert(path));
    return set;
  }

  isEmpty(): boolean {
    return (
      this.members.size === 0 &&
      [...this.children.values()].every(child => child.isEmpty())
    );
  }

  insert(path: readonly string[]): void {
    const [element, ...rest] = path;
    if (element === undefined) {
      return;
    }
    if (rest.length === 0) {
      this.members.add(element);
      return;
    }
    let child = this.children.get(element);
    if (!child) {
      child = new FieldSet();
      this.children.set(element, child);
    }
    child.insert(rest);
  }

  has(element: string): boolean {
    return this.members.has(element);
  }

  /** The paths below `element`, without it. */
  below(element: string): FieldSet {
    return this.children.get(element) ?? new FieldSet();
  }

  union(other: FieldSet): FieldSet {
    const elements = new Set([
      ...this.children.keys(),
      ...other.children.keys(),
    ]);
    return new FieldSet(
      [...this.members, ...other.members],
      [...elements].map(element => [
        element,
        this.below(element).union(other.below(element)),
      ]),
    );
  }

  intersection(other: FieldSet): FieldSet {
    return new FieldSet(
      [...this.members].filter(element => other.has(element)),
      [...this.children].map(([element, child]) => [
        element,
        child.intersection(other.below(element)),
      ]),
    );
  }

  /** The paths that are here and not exactly in `other`. */
  difference(other: FieldSet): FieldSet {
    return new FieldSet(
      [...this.members].filter(element => !other.has(element)),
      [...this.children].map(([element, child]) => [
        element,
        child.difference(other.below(element)),
      ]),
    );
  }

  /** The paths that are here and neither in `other` nor below a path of it. */
  recursiveDifference(other: FieldSet): FieldSet {
    return new FieldSet(
      [...this.members].filter(element => !other.has(element)),
      [...this.children]
        .filter(([element]) => !other.has(element))
        .map(([element, child]) => [
          element,
          child.recursiveDifference(other.below(element)),
        ]),
    );
  }

  equals(other: FieldSet): boolean {
    return this.difference(other).isEmpty() && other.difference(this).isEmpty();
  }

  /** All paths, in the order the API prints them. */
  paths(prefix: readonly string[] = []): string[][] {
    const own = [...this.members].sort(compareElements);
    const below = [...this.children.keys()].sort(compareElements);
    return [
      ...own.map(element => [...prefix, element]),
      ...below.flatMap(element =>
        this.below(element).paths([...prefix, element]),
      ),
    ];
  }

  toFieldsV1(): JsonObject {
    const result: JsonObject = {};
    const elements = new Set([...this.members, ...this.children.keys()]);
    for (const element of [...elements].sort(compareElements)) {
      const child = this.below(element).toFieldsV1();
      const both = this.has(element) && Object.keys(child).length > 0;
      result[element] = both ? { '.': {}, ...child } : child;
    }
    return result;
  }

  static fromFieldsV1(fields: unknown): FieldSet {
    const set = new FieldSet();
    if (!isObject(fields)) {
      return set;
    }
    for (const [element, below] of Object.entries(fields)) {
      if (element === '.' || !isObject(below)) {
        continue;
      }
      const names = Object.keys(below);
      if (names.length === 0 || names.includes('.')) {
        set.members.add(element);
      }
      const child = FieldSet.fromFieldsV1(below);
      if (!child.isEmpty()) {
        set.children.set(element, child);
      }
    }
    return set;
  }
}

/** Fields first, then items by key, by value. */
function compareElements(a: string, b: string): number {
  const rank = (element: string) => 'fkvi'.indexOf(element[0]);
  return rank(a) - rank(b) || (a < b ? -1 : Number(a > b));
}

/** A path as errors print it: `.spec.ports[port=80,protocol="TCP"].nodePort`. */
export function formatPath(path: readonly string[]): string {
  return path.map(formatElement).join('');
}

export function formatElement(element: string): string {
  const rest = element.slice(2);
  if (element.startsWith('f:')) {
    return `.${rest}`;
  }
  if (element.startsWith('k:')) {
    const keys: unknown = JSON.parse(rest);
    const parts = isObject(keys)
      ? Object.entries(keys).map(
          ([key, value]) => `${key}=${JSON.stringify(value)}`,
        )
      : [];
    return `[${parts.join(',')}]`;
  }
  return element.startsWith('v:') ? `[=${rest}]` : `[${rest}]`;
}
