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

/** A field in which two specs differ. */
export interface SpecChange {
  /** `ingress.nodePorts.http` */
  field: string;
  /** JSON; absent where the field is not there. */
  before?: string;
  after?: string;
}

/** The fields in which one spec differs from another, in the order of the alphabet. Lists are compared as a whole. */
export function specChanges(before: object, after: object): SpecChange[] {
  const old = fieldsOf(before);
  const fresh = fieldsOf(after);
  return [...new Set([...old.keys(), ...fresh.keys()])]
    .sort()
    .flatMap(field => {
      const change = { before: old.get(field), after: fresh.get(field) };
      return change.before === change.after ? [] : [{ field, ...change }];
    });
}

function fieldsOf(value: object, path = ''): Map<string, string> {
  const fields = new Map<string, string>();
  for (const [key, child] of Object.entries(value)) {
    const name = path ? `${path}.${key}` : key;
    if (isRecord(child)) {
      fieldsOf(child, name).forEach((text, field) => fields.set(field, text));
    } else if (child !== undefined) {
      fields.set(name, JSON.stringify(child));
    }
  }
  return fields;
}

function isRecord(value: unknown): value is object {
  return (
    typeof value === 'object' &&
    value !== null &&
    !Array.isArray(value) &&
    Object.keys(value).length > 0
  );
}
