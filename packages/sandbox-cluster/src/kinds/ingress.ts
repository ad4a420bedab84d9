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

import { isIP } from 'node:net';
import { JsonObject, objectAt, objectsAt, stringAt } from '../schema/json';
import { FieldProblem } from '../store/ApiError';
import { KindRules } from '../store/ServedType';
import { dns1123Subdomain } from '../validation/names';
import { portNumber } from '../validation/ports';
import {
  invalidValue,
  requiredValue,
  unsupportedValue,
} from '../validation/problems';

const pathTypes = ['Exact', 'ImplementationSpecific', 'Prefix'];

export const ingressRules: KindRules = {
  prepare: (object, old) => {
    if (!old) {
      object.status = { loadBalancer: {} };
    }
  },
  validate: object => {
    const spec = objectAt(object, 'spec');
    const rules = objectsAt(spec, 'rules');
    return [
      ...(rules.length === 0 && spec.defaultBackend === undefined
        ? [
            invalidValue(
              'spec',
              [],
              'either `defaultBackend` or `rules` must be specified',
            ),
          ]
        : []),
      ...rules.flatMap((rule, index) =>
        validateRule(rule, `spec.rules[${index}]`),
      ),
      ...(spec.defaultBackend === undefined
        ? []
        : validateBackend(
            objectAt(spec, 'defaultBackend'),
            'spec.defaultBackend',
          )),
    ];
  },
};

export const ingressClassRules: KindRules = {
  hasGeneration: true,
  validate: (object, old) => {
    const controller = stringAt(object, 'spec', 'controller');
    const before = stringAt(old, 'spec', 'controller');
    return old && controller !== before
      ? [invalidValue('spec.controller', controller, 'field is immutable')]
      : [];
  },
};

function validateRule(rule: JsonObject, path: string): FieldProblem[] {
  const host = stringAt(rule, 'host');
  return [
    ...(host ? validateHost(host, `${path}.host`) : []),
    ...objectsAt(rule, 'http', 'paths').flatMap((one, index) =>
      validatePath(one, `${path}.http.paths[${index}]`),
    ),
    ...(rule.http !== undefined && objectsAt(rule, 'http', 'paths').length === 0
      ? [requiredValue(`${path}.http.paths`)]
      : []),
  ];
}

function validateHost(host: string, field: string): FieldProblem[] {
  if (isIP(host)) {
    return [invalidValue(field, host, 'must be a DNS name, not an IP address')];
  }
  const name = host.startsWith('*.') ? host.slice(2) : host;
  return dns1123Subdomain(name).map(message =>
    invalidValue(field, host, message),
  );
}

function validatePath(one: JsonObject, path: string): FieldProblem[] {
  const type = stringAt(one, 'pathType');
  const text = stringAt(one, 'path');
  const mustBeAbsolute = type === 'Exact' || type === 'Prefix';
  return [
    ...pathTypeProblems(one, type, path),
    ...(mustBeAbsolute && !text.startsWith('/')
      ? [invalidValue(`${path}.path`, text, 'must be an absolute path')]
      : []),
    ...validateBackend(objectAt(one, 'backend'), `${path}.backend`),
  ];
}

function pathTypeProblems(
  one: JsonObject,
  type: string,
  path: string,
): FieldProblem[] {
  if (typeof one.pathType !== 'string') {
    return [requiredValue(`${path}.pathType`, 'pathType must be specified')];
  }
  return pathTypes.includes(type)
    ? []
    : [unsupportedValue(`${path}.pathType`, type, pathTypes)];
}

function validateBackend(backend: JsonObject, path: string): FieldProblem[] {
  if (backend.service === undefined) {
    return backend.resource === undefined
      ? [invalidValue(path, '', 'resource or service backend is required')]
      : [];
  }
  const service = objectAt(backend, 'service');
  const port = objectAt(service, 'port');
  return [
    ...(stringAt(service, 'name')
      ? []
      : [requiredValue(`${path}.service.name`)]),
    ...(port.name === undefined && port.number === undefined
      ? [requiredValue(`${path}`, 'port name or number is required')]
      : []),
    ...(typeof port.number === 'number'
      ? portNumber(port.number, `${path}.service.port.number`)
      : []),
  ];
}
