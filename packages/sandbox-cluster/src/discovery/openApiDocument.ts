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

import { ScalarType, Schema, StructSchema } from '../schema/Schema';
import { kubernetesRelease } from '../schema/builtinSchemas';
import { ServedType } from '../store/ServedType';

type Json = Record<string, unknown>;

/** The OpenAPI v3 document of one group and version. */
export function openApiDocument(types: readonly ServedType[]): unknown {
  const schemas: Record<string, Json> = {};
  const paths: Record<string, Json> = {};
  for (const type of types) {
    const name = schemaName(type);
    schemas[name] = {
      ...schemaOf(type.schema, schemas, name),
      'x-kubernetes-group-version-kind': [groupVersionKind(type)],
    };
    Object.assign(paths, pathsOf(type, name));
  }
  return {
    openapi: '3.0.0',
    info: { title: 'Kubernetes', version: kubernetesRelease },
    paths,
    components: { schemas },
  };
}

function groupVersionKind({ group, version, kind }: ServedType): Json {
  return { group, version, kind };
}

function schemaName({ group, version, kind }: ServedType): string {
  const reversed = (group || 'core').split('.').reverse().join('.');
  return `${reversed}.${version}.${kind}`;
}

function pathsOf(type: ServedType, schema: string): Record<string, Json> {
  const root = type.group
    ? `/apis/${type.group}/${type.version}`
    : `/api/${type.version}`;
  const base = `${root}${type.namespaced ? '/namespaces/{namespace}' : ''}/${
    type.resource
  }`;
  const operation = (action: string, content: readonly string[]): Json => ({
    parameters: ['dryRun', 'fieldManager', 'fieldValidation'].map(name => ({
      name,
      in: 'query',
      schema: { type: 'string' },
    })),
    requestBody: {
      content: Object.fromEntries(content.map(media => [media, {}])),
    },
    responses: {
      200: {
        description: 'OK',
        content: {
          'application/json': {
            schema: { $ref: `#/components/schemas/${schema}` },
          },
        },
      },
    },
    'x-kubernetes-action': action,
    'x-kubernetes-group-version-kind': groupVersionKind(type),
  });
  const patchContent = [
    'application/apply-patch+yaml',
    'application/json-patch+json',
    'application/merge-patch+json',
    ...(type.crd ? [] : ['application/strategic-merge-patch+json']),
  ];
  return {
    [base]: { post: operation('post', ['application/json']) },
    [`${base}/{name}`]: {
      get: operation('get', []),
      put: operation('put', ['application/json']),
      patch: operation('patch', patchContent),
    },
  };
}

const scalarSchemas: Readonly<Record<ScalarType, Json>> = {
  string: { type: 'string' },
  bytes: { type: 'string', format: 'byte' },
  time: { type: 'string', format: 'date-time' },
  boolean: { type: 'boolean' },
  number: { type: 'number' },
  int32: { type: 'integer', format: 'int32' },
  int64: { type: 'integer', format: 'int64' },
  quantity: { oneOf: [{ type: 'string' }, { type: 'number' }] },
  intOrString: {
    format: 'int-or-string',
    oneOf: [{ type: 'integer' }, { type: 'string' }],
  },
};

function schemaOf(
  schema: Schema,
  schemas: Record<string, Json>,
  name: string,
): Json {
  switch (schema.kind) {
    case 'scalar':
      return {
        ...scalarSchemas[schema.type],
        ...(schema.default !== undefined && { default: schema.default }),
      };
    case 'map':
      return {
        type: 'object',
        additionalProperties: refTo(schema.values, schemas, `${name}.value`),
        ...(schema.atomic && { 'x-kubernetes-map-type': 'atomic' }),
      };
    case 'list':
      return {
        type: 'array',
        items: refTo(schema.items, schemas, `${name}.item`),
        ...listExtensions(schema),
      };
    case 'struct':
      return structSchema(schema, schemas, name);
    default:
      return { type: 'object', 'x-kubernetes-preserve-unknown-fields': true };
  }
}

function listExtensions(schema: Schema & { kind: 'list' }): Json {
  const { identity, mergeKey } = schema;
  const types = { atomic: 'atomic', value: 'set', keys: 'map' } as const;
  return {
    'x-kubernetes-list-type': types[identity.by],
    ...(identity.by === 'keys' && {
      'x-kubernetes-list-map-keys': identity.keys,
    }),
    ...(mergeKey !== undefined && { 'x-kubernetes-patch-strategy': 'merge' }),
    ...(mergeKey && { 'x-kubernetes-patch-merge-key': mergeKey }),
  };
}

function structSchema(
  schema: StructSchema,
  schemas: Record<string, Json>,
  name: string,
): Json {
  return {
    type: 'object',
    properties: Object.fromEntries(
      [...schema.fields].map(([field, type]) => [
        field,
        refTo(type, schemas, `${name}.${field}`),
      ]),
    ),
    ...(schema.required.length > 0 && { required: schema.required }),
    ...(schema.atomic && { 'x-kubernetes-map-type': 'atomic' }),
  };
}

/** Named types become components of their own: they are shared, and may contain themselves. */
function refTo(
  schema: Schema,
  schemas: Record<string, Json>,
  name: string,
): Json {
  if (schema.kind !== 'struct' || !schema.name) {
    return schemaOf(schema, schemas, name);
  }
  const component = `io.k8s.${schema.name}`;
  if (!schemas[component]) {
    schemas[component] = {};
    Object.assign(schemas[component], structSchema(schema, schemas, component));
  }
  return { allOf: [{ $ref: `#/components/schemas/${component}` }] };
}
