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

import { isObject, JsonObject, JsonValue } from '../schema/json';
import { anySchema, Schema, StructSchema } from '../schema/Schema';
import { badRequest } from '../store/ApiError';
import { ServedType } from '../store/ServedType';

export const protobufType = 'application/vnd.kubernetes.protobuf';

const magic = Buffer.from([0x6b, 0x38, 0x73, 0x00]);
const envelope = { typeMeta: 1, raw: 2 } as const;
const maxDepth = 100;

type Field = { number: number; value: bigint | Buffer };

/** What has to be known of a kind to read it. */
export type EncodedType = Pick<ServedType, 'apiVersion' | 'kind' | 'schema'>;

/** Reads an object in Kubernetes' protobuf encoding, as `kubectl create` sends it. */
export function decodeProtobuf(type: EncodedType, body: Buffer): JsonObject {
  if (!body.subarray(0, magic.length).equals(magic)) {
    throw badRequest('provided data does not appear to be a protobuf message');
  }
  const fields = readFields(body.subarray(magic.length));
  const typeMeta = readFields(bytesOf(fields, envelope.typeMeta));
  const { schema } = type;
  if (schema.kind !== 'struct') {
    throw badRequest(`${type.kind} has no protobuf encoding`);
  }
  return {
    ...decodeStruct(schema, bytesOf(fields, envelope.raw), 0),
    apiVersion: bytesOf(typeMeta, 1).toString('utf8') || type.apiVersion,
    kind: bytesOf(typeMeta, 2).toString('utf8') || type.kind,
  };
}

/** The fields of one message. Groups, which Kubernetes does not use, are refused. */
function readFields(message: Buffer): Field[] {
  const fields: Field[] = [];
  let offset = 0;
  const varint = (): bigint => {
    let result = 0n;
    for (let shift = 0n; shift < 70n; shift += 7n) {
      const byte = message[offset];
      if (byte === undefined) {
        break;
      }
      offset += 1;
      result |= BigInt(byte & 0x7f) << shift;
      if (byte < 0x80) {
        return result;
      }
    }
    throw badRequest('protobuf: unexpected end of a varint');
  };
  const bytes = (length: number): Buffer => {
    if (length > message.length - offset) {
      throw badRequest('protobuf: unexpected end of a field');
    }
    offset += length;
    return message.subarray(offset - length, offset);
  };
  while (offset < message.length) {
    const tag = Number(varint());
    const number = tag >>> 3;
    switch (tag & 7) {
      case 0:
        fields.push({ number, value: varint() });
        break;
      case 1:
        fields.push({ number, value: bytes(8) });
        break;
      case 2:
        fields.push({ number, value: bytes(Number(varint())) });
        break;
      case 5:
        fields.push({ number, value: bytes(4) });
        break;
      default:
        throw badRequest(`protobuf: wire type ${tag & 7} is not supported`);
    }
  }
  return fields;
}

function bytesOf(fields: readonly Field[], number: number): Buffer {
  const found = fields.find(field => field.number === number)?.value;
  return Buffer.isBuffer(found) ? found : Buffer.alloc(0);
}

function decodeStruct(
  schema: StructSchema,
  message: Buffer,
  depth: number,
): JsonObject {
  if (depth > maxDepth) {
    throw badRequest(`protobuf: nested deeper than ${maxDepth}`);
  }
  const result: JsonObject = {};
  const top = readFields(message);
  for (const [name, numbers] of schema.encoding.proto) {
    // A field of an inlined struct lies within a message of its own.
    const holders = numbers
      .slice(0, -1)
      .reduce((fields, number) => readFields(bytesOf(fields, number)), top);
    const number = numbers[numbers.length - 1];
    const values = holders
      .filter(field => field.number === number)
      .map(field => field.value);
    if (values.length > 0) {
      result[name] = decodeField(
        schema.fields.get(name) ?? anySchema,
        values,
        depth,
      );
    }
  }
  return result;
}

function decodeField(
  schema: Schema,
  values: readonly (bigint | Buffer)[],
  depth: number,
): JsonValue {
  if (schema.kind === 'list') {
    return values.map(value => decodeValue(schema.items, value, depth));
  }
  if (schema.kind === 'map') {
    const entries = values.map(value => {
      const fields = readFields(asBytes(value));
      const entry = fields.find(field => field.number === 2)?.value;
      return [
        bytesOf(fields, 1).toString('utf8'),
        decodeValue(schema.values, entry ?? Buffer.alloc(0), depth),
      ] as const;
    });
    return Object.fromEntries(entries);
  }
  return decodeValue(schema, values[values.length - 1], depth);
}

function decodeValue(
  schema: Schema,
  value: bigint | Buffer,
  depth: number,
): JsonValue {
  if (schema.kind === 'struct') {
    return decodeStruct(schema, asBytes(value), depth + 1);
  }
  if (schema.kind !== 'scalar') {
    return decodeRaw(asBytes(value));
  }
  switch (schema.type) {
    case 'string':
      return asBytes(value).toString('utf8');
    case 'bytes':
      return asBytes(value).toString('base64');
    case 'boolean':
      return value === 1n;
    case 'int32':
    case 'int64':
      return Number(BigInt.asIntN(64, asInteger(value)));
    case 'number':
      return Buffer.isBuffer(value) ? value.readDoubleLE(0) : Number(value);
    case 'quantity':
      return bytesOf(readFields(asBytes(value)), 1).toString('utf8');
    case 'time':
      return decodeTime(asBytes(value));
    default:
      return decodeIntOrString(asBytes(value));
  }
}

function decodeTime(message: Buffer): JsonValue {
  const seconds = readFields(message).find(({ number }) => number === 1)?.value;
  return typeof seconds === 'bigint' && seconds !== 0n
    ? new Date(Number(BigInt.asIntN(64, seconds)) * 1000)
        .toISOString()
        .replace('.000Z', 'Z')
    : null;
}

function decodeIntOrString(message: Buffer): JsonValue {
  const fields = readFields(message);
  const integer = (wanted: number) => {
    const found = fields.find(({ number }) => number === wanted)?.value;
    return typeof found === 'bigint' ? Number(BigInt.asIntN(64, found)) : 0;
  };
  return integer(1) === 1 ? bytesOf(fields, 3).toString('utf8') : integer(2);
}

/** FieldsV1 and RawExtension carry JSON. */
function decodeRaw(message: Buffer): JsonValue {
  const text = bytesOf(readFields(message), 1).toString('utf8');
  try {
    const parsed: unknown = JSON.parse(text);
    return isObject(parsed) ? parsed : null;
  } catch {
    return null;
  }
}

function asBytes(value: bigint | Buffer): Buffer {
  return Buffer.isBuffer(value) ? value : Buffer.alloc(0);
}

function asInteger(value: bigint | Buffer): bigint {
  return typeof value === 'bigint' ? value : 0n;
}
