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

import { JsonValue } from './json';

/**
 * What the API server knows about the shape of a value: enough to find unknown
 * fields and wrong types, to merge patches, and to tell who owns which field.
 */
export type Schema =
  | ScalarSchema
  | AnySchema
  | MapSchema
  | StructSchema
  | ListSchema;

export type ScalarType =
  | 'string'
  | 'int32'
  | 'int64'
  | 'number'
  | 'boolean'
  | 'bytes'
  | 'time'
  | 'quantity'
  | 'intOrString';

export interface ScalarSchema {
  kind: 'scalar';
  type: ScalarType;
  default?: JsonValue;
}

/** Free-form: maps in it merge field by field, lists are atomic. */
export interface AnySchema {
  kind: 'any';
}

export interface MapSchema {
  kind: 'map';
  values: Schema;
  atomic: boolean;
}

export interface StructSchema {
  kind: 'struct';
  /** The Go type, for decoding errors. */
  name: string;
  fields: ReadonlyMap<string, Schema>;
  required: readonly string[];
  atomic: boolean;
  /** Fields beyond `fields` are kept rather than dropped. */
  preserveUnknown: boolean;
  encoding: StructEncoding;
}

/** How the server writes a type's fields beyond what its schema says. */
export interface StructEncoding {
  /** Fields that are written even when nobody set them, and as what. */
  always: ReadonlyMap<string, JsonValue>;
  /** Fields that are left out when empty: [], {}, "", 0, false. */
  omitZero: ReadonlySet<string>;
  /** Field numbers in protobuf; more than one for a field of an inlined message. */
  proto: ReadonlyMap<string, readonly number[]>;
}

export const plainEncoding: StructEncoding = {
  always: new Map(),
  omitZero: new Set(),
  proto: new Map(),
};

export interface ListSchema {
  kind: 'list';
  items: Schema;
  /** How server-side apply tells items apart; atomic: not at all. */
  identity:
    | { by: 'atomic' }
    | { by: 'value' }
    | { by: 'keys'; keys: readonly string[] };
  /** How a strategic merge patch does: a key, '' for a list of scalars, undefined for replacement. */
  mergeKey?: string;
}

export const anySchema: AnySchema = { kind: 'any' };

/** The schema of `field` in a map-like value; undefined where it has none. */
export function fieldSchema(schema: Schema, field: string): Schema | undefined {
  switch (schema.kind) {
    case 'struct':
      return (
        schema.fields.get(field) ??
        (schema.preserveUnknown ? anySchema : undefined)
      );
    case 'map':
      return schema.values;
    case 'any':
      return anySchema;
    default:
      return undefined;
  }
}

/** Whether `field` is named by the type itself, rather than a key of a map. */
export function isNamedField(schema: Schema, field: string): boolean {
  return schema.kind === 'struct' && schema.fields.has(field);
}

export function itemSchema(schema: Schema): Schema {
  return schema.kind === 'list' ? schema.items : anySchema;
}
