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

/** One field that a rendered object has otherwise than upstream's. */
export interface Difference {
  /** `Deployment ingress-nginx/ingress-nginx-controller` */
  object: string;
  /** `spec.template.spec.containers[controller].image`; empty for an object that only one side has. */
  field: string;
  upstream: unknown;
  rendered: unknown;
}

export function describe(object: KubernetesObject): string {
  const { kind, metadata } = object;
  return `${kind} ${metadata.namespace ? `${metadata.namespace}/` : ''}${
    metadata.name
  }`;
}

const isMap = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Lists of named things are compared by name, others by place. */
function keyed(list: readonly unknown[]): Record<string, unknown> {
  return Object.fromEntries(
    list.map((item, index) => [
      isMap(item) && typeof item.name === 'string' ? item.name : String(index),
      item,
    ]),
  );
}

/** Flags are compared as a set: their order means nothing. */
const isFlags = (value: unknown): value is string[] =>
  Array.isArray(value) &&
  value.some(item => typeof item === 'string' && item.startsWith('--'));

function flagDifferences(
  at: { object: string; field: string },
  upstream: readonly string[],
  rendered: readonly string[],
): Difference[] {
  return [
    ...upstream
      .filter(flag => !rendered.includes(flag))
      .map(flag => ({ ...at, upstream: flag, rendered: undefined })),
    ...rendered
      .filter(flag => !upstream.includes(flag))
      .map(flag => ({ ...at, upstream: undefined, rendered: flag })),
  ];
}

function fieldDifferences(
  at: { object: string; field: string },
  upstream: unknown,
  rendered: unknown,
): Difference[] {
  if (isDeepStrictEqual(upstream, rendered)) {
    return [];
  }
  if (isFlags(upstream) && isFlags(rendered)) {
    return flagDifferences(at, upstream, rendered);
  }
  const bothLists = Array.isArray(upstream) && Array.isArray(rendered);
  const [one, other] = bothLists
    ? [keyed(upstream), keyed(rendered)]
    : [upstream, rendered];
  if (!isMap(one) || !isMap(other)) {
    return [{ ...at, upstream, rendered }];
  }
  const keys = new Set([...Object.keys(one), ...Object.keys(other)]);
  return [...keys].flatMap(key => {
    const step = bothLists ? `[${key}]` : `.${key}`;
    return fieldDifferences(
      { ...at, field: `${at.field}${step}`.replace(/^\./, '') },
      one[key],
      other[key],
    );
  });
}

/** Every field in which two sets of objects differ. */
export function differences(
  upstream: readonly KubernetesObject[],
  rendered: readonly KubernetesObject[],
): Difference[] {
  const one = new Map(upstream.map(object => [describe(object), object]));
  const other = new Map(rendered.map(object => [describe(object), object]));
  const names = new Set([...one.keys(), ...other.keys()]);
  return [...names].flatMap(object => {
    const before = one.get(object);
    const after = other.get(object);
    return before && after
      ? fieldDifferences({ object, field: '' }, before, after)
      : [
          {
            object,
            field: '',
            upstream: before && 'there',
            rendered: after && 'there',
          },
        ];
  });
}
