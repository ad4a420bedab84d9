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

import { z } from 'zod';
import kubernetes from './generated/kubernetes.json';
import {
  anySchema,
  ListSchema,
  ScalarType,
  Schema,
  StructSchema,
} from './Schema';

const scalarTypes: readonly ScalarType[] = [
  'string',
  'int32',
  'int64',
  'number',
  'boolean',
  'bytes',
  'time',
  'quantity',
  'intOrString',
];

type Encoded =
  | string
  | { type: Encoded; default: string | number | boolean }
  | { map: Encoded; atomic?: boolean }
  | { list: Encoded; keys?: string[]; set?: boolean; mergeKey?: string };

const encodedType: z.ZodType<Encoded> = z.lazy(() =>
  z.union([
    z.string(),
    z.strictObject({
      type: encodedType,
      default: z.union([z.string(), z.number(), z.boolean()]),
    }),
    z.strictObject({ map: encodedType, atomic: z.boolean().optional() }),
    z.strictObject({
      list: encodedType,
      keys: z.array(z.string()).optional(),
      set: z.boolean().optional(),
      mergeKey: z.string().optional(),
    }),
  ]),
);
const encodedStruct = z.strictObject({
  fields: z.record(z.string(), encodedType),
  required: z.array(z.string()).optional(),
  atomic: z.boolean().optional(),
  always: z.record(z.string(), z.json()).optional(),
  omitZero: z.array(z.string()).optional(),
  proto: z.record(z.string(), z.array(z.int().positive())).optional(),
});
const encodedSchemas = z.object({
  release: z.string(),
  kinds: z.record(z.string(), z.string()),
  types: z.record(z.string(), z.union([encodedStruct, encodedType])),
});

const encoded = encodedSchemas.parse(kubernetes);
const resolved = new Map<string, Schema>();

/** The Kubernetes release that the built-in kinds are modelled on, for example v1.36.3. */
export const kubernetesRelease: string = encoded.release;

/** The schema of a built-in kind. */
export function builtinSchema(
  apiVersion: string,
  kind: string,
): StructSchema | undefined {
  const name = encoded.kinds[`${apiVersion}/${kind}`];
  const schema = name ? named(name) : undefined;
  return schema?.kind === 'struct' ? schema : undefined;
}

/** The schema of a type by its OpenAPI name. */
export function namedSchema(name: string): Schema {
  return named(name);
}

export const objectMetaSchema = named(
  'io.k8s.apimachinery.pkg.apis.meta.v1.ObjectMeta',
);

function named(name: string): Schema {
  const known = resolved.get(name);
  if (known) {
    return known;
  }
  const type = encoded.types[name];
  if (type === undefined) {
    throw new Error(`generated/kubernetes.json has no type ${name}`);
  }
  if (typeof type !== 'object' || !('fields' in type)) {
    return decode(type);
  }
  const fields = new Map<string, Schema>();
  const schema: StructSchema = {
    kind: 'struct',
    name: name.split('.').slice(-1)[0],
    fields,
    required: type.required ?? [],
    atomic: type.atomic ?? false,
    preserveUnknown: false,
    encoding: {
      always: new Map(Object.entries(type.always ?? {})),
      omitZero: new Set(type.omitZero),
      proto: new Map(Object.entries(type.proto ?? {})),
    },
  };
  // Before the fields: types such as JSONSchemaProps contain themselves.
  resolved.set(name, schema);
  for (const [field, fieldType] of Object.entries(type.fields)) {
    fields.set(field, decode(fieldType));
  }
  return schema;
}

function decode(type: Encoded): Schema {
  if (typeof type === 'string') {
    return decodeName(type);
  }
  if ('map' in type) {
    return {
      kind: 'map',
      values: decode(type.map),
      atomic: type.atomic ?? false,
    };
  }
  if ('list' in type) {
    return {
      kind: 'list',
      items: decode(type.list),
      identity: identityOf(type),
      mergeKey: type.mergeKey,
    };
  }
  const inner = decode(type.type);
  return inner.kind === 'scalar' ? { ...inner, default: type.default } : inner;
}

function decodeName(name: string): Schema {
  if (name.startsWith('#')) {
    return named(name.slice(1));
  }
  const type = scalarTypes.find(scalar => scalar === name);
  return type ? { kind: 'scalar', type } : anySchema;
}

function identityOf(list: {
  keys?: string[];
  set?: boolean;
}): ListSchema['identity'] {
  if (list.keys) {
    return { by: 'keys', keys: list.keys };
  }
  return list.set ? { by: 'value' } : { by: 'atomic' };
}
