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

import { distance } from 'fastest-levenshtein';
import { LabelSelector } from '../kubernetes/types';
import { matchesLabelSelector } from '../policy';
import { Snapshot } from '../snapshot/Snapshot';
import { workloads } from '../workloads/catalogue';
import { isActive } from './pods';
import { wantedLabels } from './selectorText';

/** A label that a selector asks for and no pod has, and one that pods have and that looks like it. */
export interface NearMiss {
  /** `app.kubernetes.io/name=key-valut` */
  wanted: string;
  /** `app.kubernetes.io/name=key-vault` */
  near: string;
  /** Pods that carry the near one. */
  pods: readonly string[];
}

/** One letter wrong in a short word, two in a longer one. */
function isNear(a: string, b: string): boolean {
  if (a === b) {
    return false;
  }
  const longest = Math.max(a.length, b.length);
  const allowed = Math.min(2, Math.floor(longest / 4));
  return a.toLowerCase() === b.toLowerCase() || distance(a, b) <= allowed;
}

/** Two names of the catalogue may look alike and are not each other's typo. */
function bothKnown(key: string, a: string, b: string): boolean {
  const known = workloads.map(({ podLabels }) => podLabels[key]);
  return known.includes(a) && known.includes(b);
}

function podsByLabel(
  namespace: string | undefined,
  snapshot: Snapshot,
): Map<string, Map<string, string[]>> {
  const byKey = new Map<string, Map<string, string[]>>();
  for (const pod of snapshot.pods) {
    if (
      isActive(pod) &&
      (namespace === undefined || pod.namespace === namespace)
    ) {
      for (const [key, value] of Object.entries(pod.labels)) {
        const byValue = byKey.get(key) ?? new Map<string, string[]>();
        byKey.set(key, byValue);
        byValue.set(value, [...(byValue.get(value) ?? []), pod.name]);
      }
    }
  }
  return byKey;
}

function nearValues(
  key: string,
  wanted: string,
  byValue: ReadonlyMap<string, readonly string[]>,
): NearMiss[] {
  return [...byValue]
    .filter(
      ([value]) => isNear(wanted, value) && !bothKnown(key, wanted, value),
    )
    .map(([value, pods]) => ({
      wanted: `${key}=${wanted}`,
      near: `${key}=${value}`,
      pods,
    }));
}

function nearKeys(
  key: string,
  values: readonly string[] | undefined,
  byKey: ReadonlyMap<string, ReadonlyMap<string, readonly string[]>>,
): NearMiss[] {
  return [...byKey]
    .filter(([candidate]) => isNear(key, candidate))
    .flatMap(([candidate, byValue]) =>
      [...byValue]
        .filter(([value]) => !values || values.includes(value))
        .map(([value, pods]) => ({
          wanted: values ? `${key}=${values.join('|')}` : key,
          near: `${candidate}=${value}`,
          pods,
        })),
    );
}

/**
 * Labels of a selector that look misspelt: no pod has them, but pods have ones
 * a letter or two away. Empty while the selector matches any pod at all.
 * `namespace` undefined: pods of every namespace.
 */
export function nearMisses(
  selector: LabelSelector | undefined,
  namespace: string | undefined,
  snapshot: Snapshot,
): NearMiss[] {
  const matches = snapshot.pods.some(
    pod =>
      (namespace === undefined || pod.namespace === namespace) &&
      matchesLabelSelector(selector, pod.labels),
  );
  if (matches) {
    return [];
  }
  const byKey = podsByLabel(namespace, snapshot);
  return wantedLabels(selector).flatMap(({ key, values }) => {
    const byValue = byKey.get(key);
    if (!byValue) {
      return nearKeys(key, values, byKey);
    }
    const absent = (values ?? []).filter(value => !byValue.has(value));
    return absent.length === (values ?? []).length
      ? absent.flatMap(value => nearValues(key, value, byValue))
      : [];
  });
}
