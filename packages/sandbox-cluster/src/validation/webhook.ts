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

import {
  JsonObject,
  listAt,
  numberAt,
  objectAt,
  objectsAt,
  stringAt,
} from '../schema/json';
import { FieldProblem } from '../store/ApiError';
import { validateLabelSelector } from './labelSelector';
import { dns1123Subdomain } from './names';
import { invalidValue, requiredValue, unsupportedValue } from './problems';

const operations = ['*', 'CONNECT', 'CREATE', 'DELETE', 'UPDATE'];
const sideEffects = ['None', 'NoneOnDryRun'];
const policies: Readonly<Record<string, readonly string[]>> = {
  failurePolicy: ['Fail', 'Ignore'],
  matchPolicy: ['Equivalent', 'Exact'],
};

/** Problems of one webhook of a configuration, at `path`. */
export function validateWebhook(
  webhook: JsonObject,
  path: string,
): FieldProblem[] {
  return [
    ...validateName(stringAt(webhook, 'name'), `${path}.name`),
    ...objectsAt(webhook, 'rules').flatMap((rule, index) =>
      validateRule(rule, `${path}.rules[${index}]`),
    ),
    ...Object.entries(policies).flatMap(([field, supported]) =>
      oneOf(webhook, field, supported, path),
    ),
    ...validateSideEffects(webhook, path),
    ...validateTimeout(webhook, path),
    ...['namespaceSelector', 'objectSelector'].flatMap(field =>
      validateLabelSelector(objectAt(webhook, field), `${path}.${field}`),
    ),
    ...validateClient(objectAt(webhook, 'clientConfig'), path),
  ];
}

function oneOf(
  webhook: JsonObject,
  field: string,
  supported: readonly string[],
  path: string,
): FieldProblem[] {
  const value = stringAt(webhook, field);
  return supported.includes(value)
    ? []
    : [unsupportedValue(`${path}.${field}`, value, supported)];
}

function validateName(name: string, field: string): FieldProblem[] {
  if (!name) {
    return [requiredValue(field)];
  }
  const problems = dns1123Subdomain(name);
  if (problems.length > 0) {
    return [invalidValue(field, name, problems.join(','))];
  }
  return name.split('.').length < 3
    ? [
        invalidValue(
          field,
          name,
          'should be a domain with at least three segments separated by dots',
        ),
      ]
    : [];
}

function validateRule(rule: JsonObject, path: string): FieldProblem[] {
  return [
    ...['operations', 'apiGroups', 'apiVersions', 'resources']
      .filter(field => listAt(rule, field).length === 0)
      .map(field => requiredValue(`${path}.${field}`)),
    ...listAt(rule, 'operations').flatMap((operation, index) =>
      operations.includes(String(operation))
        ? []
        : [
            unsupportedValue(
              `${path}.operations[${index}]`,
              operation,
              operations,
            ),
          ],
    ),
  ];
}

function validateSideEffects(
  webhook: JsonObject,
  path: string,
): FieldProblem[] {
  return webhook.sideEffects === undefined
    ? [
        requiredValue(
          `${path}.sideEffects`,
          `must specify one of ${sideEffects.join(', ')}`,
        ),
      ]
    : oneOf(webhook, 'sideEffects', sideEffects, path);
}

function validateTimeout(webhook: JsonObject, path: string): FieldProblem[] {
  const seconds = numberAt(webhook, 'timeoutSeconds') ?? 10;
  return seconds < 1 || seconds > 30
    ? [
        invalidValue(
          `${path}.timeoutSeconds`,
          seconds,
          'the timeout value must be between 1 and 30 seconds',
        ),
      ]
    : [];
}

function validateClient(client: JsonObject, path: string): FieldProblem[] {
  const { url, service } = client;
  if ((url === undefined) === (service === undefined)) {
    return [
      requiredValue(
        `${path}.clientConfig`,
        'exactly one of url or service is required',
      ),
    ];
  }
  const [, scheme = ''] = /^([a-z][a-z0-9+.-]*):/i.exec(String(url)) ?? [];
  return url === undefined || scheme === 'https'
    ? []
    : [
        invalidValue(
          `${path}.clientConfig.url`,
          scheme,
          "'https' is the only allowed URL scheme; desired format: https://host[/path]",
        ),
      ];
}
