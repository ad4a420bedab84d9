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

import { JsonObject, objectAt, objectsAt, stringAt } from '../schema/json';
import { FieldProblem } from '../store/ApiError';
import { NameRule, ServedType } from '../store/ServedType';
import {
  dns1035Label,
  dns1123Label,
  dns1123Subdomain,
  pathSegment,
  validateLabels,
  validateQualifiedName,
} from './names';
import { forbiddenField, invalidValue, requiredValue } from './problems';

const nameRules: Readonly<Record<NameRule, (name: string) => string[]>> = {
  subdomain: dns1123Subdomain,
  label: dns1123Label,
  label1035: dns1035Label,
  path: pathSegment,
};

const maxAnnotationsBytes = 256 * 1024;

/** What every object's metadata must hold. */
export function validateObjectMeta(
  type: ServedType,
  object: JsonObject,
  old: JsonObject | undefined,
): FieldProblem[] {
  return [
    ...(old ? [] : validateName(type, object)),
    ...validateNamespace(type, object),
    ...validateLabels(
      objectAt(object, 'metadata', 'labels'),
      'metadata.labels',
    ),
    ...validateAnnotations(objectAt(object, 'metadata', 'annotations')),
    ...validateOwners(object),
    ...validateFinalizers(object),
  ];
}

function validateName(type: ServedType, object: JsonObject): FieldProblem[] {
  const name = stringAt(object, 'metadata', 'name');
  if (!name) {
    return [requiredValue('metadata.name', 'name or generateName is required')];
  }
  return nameRules[type.rules.nameRule ?? 'subdomain'](name).map(message =>
    invalidValue('metadata.name', name, message),
  );
}

function validateNamespace(
  type: ServedType,
  object: JsonObject,
): FieldProblem[] {
  const namespace = stringAt(object, 'metadata', 'namespace');
  if (type.namespaced) {
    return namespace
      ? dns1123Label(namespace).map(message =>
          invalidValue('metadata.namespace', namespace, message),
        )
      : [requiredValue('metadata.namespace')];
  }
  return namespace
    ? [forbiddenField('metadata.namespace', 'not allowed on this type')]
    : [];
}

function validateAnnotations(annotations: JsonObject): FieldProblem[] {
  const names = Object.keys(annotations).flatMap(name =>
    validateQualifiedName(name.toLowerCase()).map(message =>
      invalidValue('metadata.annotations', name, message),
    ),
  );
  const size = Object.entries(annotations).reduce(
    (sum, [name, value]) => sum + name.length + String(value).length,
    0,
  );
  return size > maxAnnotationsBytes
    ? [
        ...names,
        {
          reason: 'FieldValueTooLong',
          field: 'metadata.annotations',
          message: `Too long: may not be more than ${maxAnnotationsBytes} bytes`,
        },
      ]
    : names;
}

function validateOwners(object: JsonObject): FieldProblem[] {
  const owners = objectsAt(object, 'metadata', 'ownerReferences');
  const missing = owners.flatMap(owner =>
    ['apiVersion', 'kind', 'name', 'uid']
      .filter(field => !stringAt(owner, field))
      .map(field =>
        invalidValue(
          `metadata.ownerReferences.${field}`,
          '',
          'must not be empty',
        ),
      ),
  );
  const controllers = owners.filter(owner => owner.controller === true);
  return controllers.length > 1
    ? [
        ...missing,
        invalidValue(
          'metadata.ownerReferences',
          owners,
          `Only one reference can have Controller set to true. Found "true" in references for ${controllers
            .map(owner => `${owner.kind}/${owner.name}`)
            .join(' and ')}`,
        ),
      ]
    : missing;
}

function isFinalizerName(name: string): boolean {
  return (
    name.includes('/') ||
    // Custom resources may use any domain, such as cleanup.example.org.
    name.includes('.') ||
    ['orphan', 'foregroundDeletion', 'kubernetes'].includes(name)
  );
}

function validateFinalizers(object: JsonObject): FieldProblem[] {
  const finalizers = objectAt(object, 'metadata').finalizers;
  return (Array.isArray(finalizers) ? finalizers : []).flatMap(
    (finalizer, index) => {
      const name = String(finalizer);
      const messages = validateQualifiedName(name);
      if (messages.length === 0 && !isFinalizerName(name)) {
        messages.push(
          'name is neither a standard finalizer name nor is it fully qualified',
        );
      }
      return messages.map(message =>
        invalidValue(`metadata.finalizers[${index}]`, finalizer, message),
      );
    },
  );
}
