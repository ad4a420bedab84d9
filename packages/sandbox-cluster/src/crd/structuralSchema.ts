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

import { objectMetaSchema } from '../schema/builtinSchemas';
import {
  isObject,
  JsonObject,
  JsonValue,
  listAt,
  objectAt,
  stringAt,
} from '../schema/json';
import {
  anySchema,
  ListSchema,
  plainEncoding,
  Schema,
  StructSchema,
} from '../schema/Schema';

/** The schema of a custom kind, from its CRD's openAPIV3Schema. */
export function structuralSchema(
  openApi: JsonObject,
  kind: string,
): StructSchema {
  const root = structOf(openApi, kind);
  const fields = new Map(root.fields);
  fields.set('apiVersion', { kind: 'scalar', type: 'string' });
  fields.set('kind', { kind: 'scalar', type: 'string' });
  fields.set('metadata', objectMetaSchema);
  return { ...root, fields, atomic: false };
}

function schemaOf(openApi: JsonValue | undefined): Schema {
  if (!isObject(openApi)) {
    return anySchema;
  }
  if (openApi['x-kubernetes-int-or-string'] === true) {
    return { kind: 'scalar', type: 'intOrString' };
  }
  switch (openApi.type) {
    case 'object':
      return objectSchema(openApi);
    case 'array':
      return listOf(openApi);
    case 'string':
      return scalar('string', openApi);
    case 'boolean':
      return scalar('boolean', openApi);
    case 'integer':
      return scalar('int64', openApi);
    case 'number':
      return scalar('number', openApi);
    default:
      return anySchema;
  }
}

function scalar(
  type: 'string' | 'boolean' | 'int64' | 'number',
  openApi: JsonObject,
): Schema {
  return openApi.default === undefined
    ? { kind: 'scalar', type }
    : { kind: 'scalar', type, default: openApi.default };
}

function objectSchema(openApi: JsonObject): Schema {
  const { additionalProperties } = openApi;
  if (isObject(additionalProperties) || additionalProperties === true) {
    return {
      kind: 'map',
      values: schemaOf(
        additionalProperties === true ? undefined : additionalProperties,
      ),
      atomic: openApi['x-kubernetes-map-type'] === 'atomic',
    };
  }
  if (openApi['x-kubernetes-embedded-resource'] === true) {
    return anySchema;
  }
  return openApi.properties === undefined && preserves(openApi)
    ? anySchema
    : structOf(openApi, '');
}

function structOf(openApi: JsonObject, name: string): StructSchema {
  return {
    kind: 'struct',
    name,
    fields: new Map(
      Object.entries(objectAt(openApi, 'properties')).map(
        ([field, property]) => [field, schemaOf(property)],
      ),
    ),
    required: listAt(openApi, 'required').filter(
      item => typeof item === 'string',
    ),
    atomic: openApi['x-kubernetes-map-type'] === 'atomic',
    preserveUnknown: preserves(openApi),
    encoding: plainEncoding,
  };
}

function preserves(openApi: JsonObject): boolean {
  return openApi['x-kubernetes-preserve-unknown-fields'] === true;
}

function listOf(openApi: JsonObject): ListSchema {
  const keys = listAt(openApi, 'x-kubernetes-list-map-keys').filter(
    item => typeof item === 'string',
  );
  const identities: Readonly<Record<string, ListSchema['identity']>> = {
    set: { by: 'value' },
    map: { by: 'keys', keys },
  };
  return {
    kind: 'list',
    items: schemaOf(openApi.items),
    identity: identities[stringAt(openApi, 'x-kubernetes-list-type')] ?? {
      by: 'atomic',
    },
  };
}
