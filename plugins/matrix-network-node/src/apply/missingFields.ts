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

import { KubernetesObject } from '@matrix-network/backstage-plugin-matrix-network-common';
import { isDeepStrictEqual } from 'node:util';
import { sameQuantity } from './quantity';

/** Fields by which Kubernetes tells list items apart. */
const identities = [
  ['name'],
  ['containerPort', 'protocol'],
  ['port', 'protocol'],
  ['type'],
];

/**
 * Paths of what was sent and is not in the answer, or differs there. The server
 * adds defaults, fields of others and its own; those are no difference. What a
 * NetworkPolicy selects and lets through must be exactly what was sent: a peer
 * more or a selector less opens or closes a way.
 */
export function missingFields(
  sent: KubernetesObject,
  stored: KubernetesObject,
): string[] {
  if (sent.kind !== 'NetworkPolicy') {
    return compare(sent, stored, '', false);
  }
  const { spec, ...rest } = sent;
  return [
    ...compare(rest, stored, '', false),
    ...compare(spec, stored.spec, 'spec', true),
  ];
}

function compare(
  sent: unknown,
  stored: unknown,
  path: string,
  strict: boolean,
): string[] {
  // Commonly so, and much quicker: a kind's schema has thousands of fields.
  if (isDeepStrictEqual(sent, stored)) {
    return [];
  }
  if (stored === undefined && isLeftOut(sent, strict)) {
    return [];
  }
  if (Array.isArray(sent)) {
    return Array.isArray(stored)
      ? compareLists(sent, stored, path, strict)
      : [path];
  }
  if (isRecord(sent)) {
    return isRecord(stored) ? compareMaps(sent, stored, path, strict) : [path];
  }
  return sent === stored || isSameQuantity(sent, stored, path) ? [] : [path];
}

/** What the server fills in where a NetworkPolicy leaves it out. */
const policyDefaults = ['protocol', 'policyTypes'];

function compareMaps(
  sent: Record<string, unknown>,
  stored: Record<string, unknown>,
  path: string,
  strict: boolean,
): string[] {
  const at = (key: string) => (path ? `${path}.${key}` : key);
  const added = strict
    ? Object.keys(stored).filter(
        key => !(key in sent) && !policyDefaults.includes(key),
      )
    : [];
  return [
    ...added.map(at),
    ...Object.entries(sent).flatMap(([key, value]) =>
      compare(value, stored[key], at(key), strict),
    ),
  ];
}

function compareLists(
  sent: unknown[],
  stored: unknown[],
  path: string,
  strict: boolean,
): string[] {
  if (strict && sent.length !== stored.length) {
    return [path];
  }
  const identity = strict ? undefined : identityOf(sent);
  return sent.flatMap((item, index) => {
    const counterpart = identity
      ? stored.find(other => sameIdentity(item, other, identity))
      : stored[index];
    return compare(item, counterpart, `${path}[${index}]`, strict);
  });
}

function identityOf(items: unknown[]): string[] | undefined {
  return identities.find(([key]) =>
    items.every(item => isRecord(item) && item[key] !== undefined),
  );
}

/** A field that was left out (a Service port's protocol) may have been filled in. */
function sameIdentity(one: unknown, other: unknown, keys: string[]): boolean {
  return (
    isRecord(one) &&
    isRecord(other) &&
    keys.every(key => one[key] === undefined || one[key] === other[key])
  );
}

/** `1000m` is stored as `1`. */
function isSameQuantity(sent: unknown, stored: unknown, path: string): boolean {
  const isQuantity = /\.(requests|limits)\.[^.]+$/.test(path);
  return (
    isQuantity &&
    typeof sent === 'string' &&
    typeof stored === 'string' &&
    sameQuantity(sent, stored)
  );
}

/**
 * Values that the API does not store: empty lists and maps, 0, false and "". In
 * a NetworkPolicy an empty selector selects everything, and must be there.
 */
function isLeftOut(value: unknown, strict: boolean): boolean {
  if (Array.isArray(value)) {
    return value.length === 0;
  }
  if (isRecord(value)) {
    return (
      !strict && Object.values(value).every(each => isLeftOut(each, false))
    );
  }
  return value === 0 || value === false || value === '';
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
