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
import { contentOf } from './isUnchanged';

/** One place at which two states of an object differ. */
export interface Difference {
  /** `spec.replicas` */
  path: string;
  before: unknown;
  after: unknown;
}

/** Where two states of an object differ, status and bookkeeping aside. */
export function differencesBetween(
  before: KubernetesObject,
  after: KubernetesObject,
): Difference[] {
  return differences({
    path: '',
    before: contentOf(before),
    after: contentOf(after),
  });
}

/** Paths at which two states of an object differ: `spec.replicas`. */
export function changedFields(
  before: KubernetesObject,
  after: KubernetesObject,
): string[] {
  return differencesBetween(before, after).map(({ path }) => path);
}

function differences(place: Difference): Difference[] {
  if (isDeepStrictEqual(place.before, place.after)) {
    return [];
  }
  return childrenOf(place)?.flatMap(differences) ?? [place];
}

/** `undefined` where the values are no two maps, nor two lists of the same length: there the whole field differs. */
function childrenOf({
  before,
  after,
  path,
}: Difference): Difference[] | undefined {
  if (Array.isArray(before) && Array.isArray(after)) {
    return before.length === after.length
      ? before.map((item, index) => ({
          path: `${path}[${index}]`,
          before: item,
          after: after[index],
        }))
      : undefined;
  }
  if (!isMap(before) || !isMap(after)) {
    return undefined;
  }
  const keys = new Set([...Object.keys(before), ...Object.keys(after)]);
  return [...keys].map(key => ({
    path: path ? `${path}.${key}` : key,
    before: before[key],
    after: after[key],
  }));
}

function isMap(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
