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

import { JsonObject } from '../schema/json';
import { FieldProblem } from '../store/ApiError';
import { invalidValue } from './problems';

const label1123 = '[a-z0-9]([-a-z0-9]*[a-z0-9])?';
const subdomain1123 = `${label1123}(\\.${label1123})*`;
const label1035 = '[a-z]([-a-z0-9]*[a-z0-9])?';
const qualified = '([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]';

const tooLong = (limit: number) => `must be no more than ${limit} characters`;

/** Messages as k8s.io/apimachinery words them; empty where `name` is a DNS subdomain. */
export function dns1123Subdomain(name: string): string[] {
  return [
    ...(name.length > 253 ? [tooLong(253)] : []),
    ...(new RegExp(`^${subdomain1123}$`).test(name)
      ? []
      : [
          `a lowercase RFC 1123 subdomain must consist of lower case alphanumeric characters, '-' or '.', and must start and end with an alphanumeric character (e.g. 'example.com', regex used for validation is '${subdomain1123}')`,
        ]),
  ];
}

export function dns1123Label(name: string): string[] {
  const messages = name.length > 63 ? [tooLong(63)] : [];
  if (new RegExp(`^${label1123}$`).test(name)) {
    return messages;
  }
  return [
    ...messages,
    new RegExp(`^${subdomain1123}$`).test(name)
      ? 'must not contain dots'
      : `a lowercase RFC 1123 label must consist of lower case alphanumeric characters or '-', and must start and end with an alphanumeric character (e.g. 'my-name',  or '123-abc', regex used for validation is '${label1123}')`,
  ];
}

export function dns1035Label(name: string): string[] {
  return [
    ...(name.length > 63 ? [tooLong(63)] : []),
    ...(new RegExp(`^${label1035}$`).test(name)
      ? []
      : [
          `a DNS-1035 label must consist of lower case alphanumeric characters or '-', start with an alphabetic character, and end with an alphanumeric character (e.g. 'my-name',  or 'abc-123', regex used for validation is '${label1035}')`,
        ]),
  ];
}

/** Names that only must fit into a path, as RBAC objects have. */
export function pathSegment(name: string): string[] {
  if (name === '.' || name === '..') {
    return [`may not be '${name}'`];
  }
  return ['/', '%']
    .filter(character => name.includes(character))
    .map(character => `may not contain '${character}'`);
}

export function validateQualifiedName(name: string): string[] {
  const parts = name.split('/');
  const shape = `a valid label key must consist of alphanumeric characters, '-', '_' or '.', and must start and end with an alphanumeric character (e.g. 'MyName',  or 'my.name',  or '123-abc', regex used for validation is '${qualified}') with an optional DNS subdomain prefix and '/' (e.g. 'example.com/MyName')`;
  if (parts.length > 2) {
    return [shape];
  }
  const last = parts[parts.length - 1];
  const messages: string[] = [];
  if (parts.length === 2) {
    messages.push(
      ...(parts[0]
        ? dns1123Subdomain(parts[0]).map(message => `prefix part ${message}`)
        : ['prefix part must be non-empty']),
    );
  }
  if (!last) {
    messages.push('name part must be non-empty');
  } else if (last.length > 63) {
    messages.push(`name part ${tooLong(63)}`);
  }
  if (!new RegExp(`^${qualified}$`).test(last)) {
    messages.push(
      `name part must consist of alphanumeric characters, '-', '_' or '.', and must start and end with an alphanumeric character (e.g. 'MyName',  or 'my.name',  or '123-abc', regex used for validation is '${qualified}')`,
    );
  }
  return messages;
}

export function validateLabelValue(value: string): string[] {
  return [
    ...(value.length > 63 ? [tooLong(63)] : []),
    ...(new RegExp(`^(${qualified})?$`).test(value)
      ? []
      : [
          `a valid label must be an empty string or consist of alphanumeric characters, '-', '_' or '.', and must start and end with an alphanumeric character (e.g. 'MyValue',  or 'my_value',  or '12345', regex used for validation is '((([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9])?')`.replace(
            "'((",
            "'(",
          ),
        ]),
  ];
}

export function validateLabels(
  labels: JsonObject,
  field: string,
): FieldProblem[] {
  return Object.entries(labels).flatMap(([key, value]) => [
    ...validateQualifiedName(key).map(message =>
      invalidValue(field, key, message),
    ),
    ...validateLabelValue(String(value ?? '')).map(message =>
      invalidValue(field, value ?? null, message),
    ),
  ]);
}
