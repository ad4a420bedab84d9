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
  isObject,
  JsonObject,
  objectAt,
  objectsAt,
  stringAt,
} from '../schema/json';
import { FieldProblem } from '../store/ApiError';
import { nameOf } from '../store/metadata';
import { KindRules } from '../store/ServedType';
import { immutableFields } from '../validation/immutable';
import { invalidValue, requiredValue } from '../validation/problems';
import { ensureObject, fill } from './defaults';

export const customResourceDefinitionRules: KindRules = {
  applyDefaults: object => {
    const spec = ensureObject(object, 'spec');
    const names = ensureObject(spec, 'names');
    const kind = stringAt(names, 'kind');
    fill(names, { singular: kind.toLowerCase(), listKind: `${kind}List` });
    fill(spec, { conversion: { strategy: 'None' } });
    const service = objectAt(
      spec,
      'conversion',
      'webhook',
      'clientConfig',
    ).service;
    if (isObject(service)) {
      fill(service, { port: 443 });
    }
  },
  prepare: (object, old) => {
    if (!old) {
      object.status = {
        conditions: null,
        acceptedNames: { plural: '', kind: '' },
        storedVersions: storedVersions(object),
      };
    }
  },
  validate: (object, old) => [
    ...validateName(object),
    ...validateVersions(object),
    ...immutableFields(object, old, [
      'spec.group',
      'spec.scope',
      'spec.names.kind',
      'spec.names.plural',
    ]),
  ],
};

function storedVersions(object: JsonObject): string[] {
  return objectsAt(object, 'spec', 'versions')
    .filter(version => version.storage === true)
    .map(version => stringAt(version, 'name'));
}

function validateName(object: JsonObject): FieldProblem[] {
  const expected = `${stringAt(object, 'spec', 'names', 'plural')}.${stringAt(
    object,
    'spec',
    'group',
  )}`;
  return nameOf(object) === expected
    ? []
    : [
        invalidValue(
          'metadata.name',
          nameOf(object),
          'must be spec.names.plural+"."+spec.group',
        ),
      ];
}

function validateVersions(object: JsonObject): FieldProblem[] {
  const versions = objectsAt(object, 'spec', 'versions');
  return [
    ...(storedVersions(object).length === 1
      ? []
      : [
          invalidValue(
            'spec.versions',
            versions.map(version => stringAt(version, 'name')),
            'must have exactly one version marked as storage version',
          ),
        ]),
    ...versions.flatMap((version, index) =>
      objectAt(version, 'schema').openAPIV3Schema === undefined
        ? [
            requiredValue(
              `spec.versions[${index}].schema.openAPIV3Schema`,
              'schemas are required',
            ),
          ]
        : [],
    ),
  ];
}
