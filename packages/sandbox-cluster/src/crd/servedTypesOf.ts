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
  objectAt,
  objectsAt,
  stringAt,
} from '../schema/json';
import { ServedType } from '../store/ServedType';
import { customColumns } from './customColumns';
import { customRules } from './customRules';
import { structuralSchema } from './structuralSchema';

/** The kinds that an established CustomResourceDefinition adds, preferred version first. */
export function servedTypesOf(crd: JsonObject): ServedType[] {
  return objectsAt(crd, 'spec', 'versions')
    .filter(version => version.served === true)
    .sort((a, b) => compareVersions(stringAt(a, 'name'), stringAt(b, 'name')))
    .map(version => servedType(crd, version));
}

function servedType(crd: JsonObject, version: JsonObject): ServedType {
  const group = stringAt(crd, 'spec', 'group');
  const names = objectAt(crd, 'spec', 'names');
  const kind = stringAt(names, 'kind');
  const resource = stringAt(names, 'plural');
  const openApi = objectAt(version, 'schema', 'openAPIV3Schema');
  const apiVersion = `${group}/${stringAt(version, 'name')}`;
  return {
    group,
    version: stringAt(version, 'name'),
    apiVersion,
    kind,
    listKind: stringAt(names, 'listKind') || `${kind}List`,
    resource,
    singular: stringAt(names, 'singular') || kind.toLowerCase(),
    shortNames: strings(names, 'shortNames'),
    categories: strings(names, 'categories'),
    namespaced: stringAt(crd, 'spec', 'scope') === 'Namespaced',
    subresources: Object.keys(objectAt(version, 'subresources')),
    schema: structuralSchema(openApi, kind),
    rules: customRules(openApi, Object.keys(objectAt(version, 'subresources'))),
    columns: customColumns(version),
    crd: stringAt(crd, 'metadata', 'name'),
    key: `${group}/${resource}`,
  };
}

function strings(object: JsonObject, field: string): string[] {
  return listAt(object, field).filter(item => typeof item === 'string');
}

const versionPattern = /^v(\d+)(?:(alpha|beta)(\d+))?$/;

/** Kubernetes' version priority: v2, v1, v1beta2, v1beta1, v1alpha1, then others by name. */
export function compareVersions(a: string, b: string): number {
  const [left, right] = [priorityOf(a), priorityOf(b)];
  const index = left.findIndex((part, i) => part !== right[i]);
  if (index >= 0) {
    return right[index] - left[index];
  }
  return a < b ? -1 : Number(a > b);
}

function priorityOf(version: string): number[] {
  const match = versionPattern.exec(version);
  if (!match) {
    return [-1, 0, 0];
  }
  const stability = { alpha: 0, beta: 1 } as const;
  const stage =
    match[2] === 'alpha' || match[2] === 'beta' ? stability[match[2]] : 2;
  return [stage, Number(match[1]), Number(match[3] ?? 0)];
}
