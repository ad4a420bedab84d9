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

import { PodEndpoint } from './compiled';
import { podKey } from './endpoints';
import { signatureOf, Vocabulary } from './vocabulary';

/** Pods in groups that no policy can tell apart. Immutable. */
export interface Grouping {
  readonly vocabulary: Vocabulary;
  /** Members by number; a group whose pods went elsewhere stays as an empty one. */
  readonly groups: readonly (readonly PodEndpoint[])[];
  /** By `namespace/name`. */
  readonly numberOfPod: ReadonlyMap<string, number>;
  readonly numberOfSignature: ReadonlyMap<string, number>;
}

/** Takes pods out and puts pods in, on copies of what it changes. */
class Regrouping {
  private readonly groups: (readonly PodEndpoint[])[];
  private readonly numberOfPod: Map<string, number>;
  private readonly numberOfSignature: Map<string, number>;

  constructor(
    { groups, numberOfPod, numberOfSignature }: Omit<Grouping, 'vocabulary'>,
    private readonly vocabulary: Vocabulary,
  ) {
    this.groups = [...groups];
    this.numberOfPod = new Map(numberOfPod);
    this.numberOfSignature = new Map(numberOfSignature);
  }

  takeOut(pods: readonly PodEndpoint[]): this {
    const leaving = new Map<number, Set<PodEndpoint>>();
    pods.forEach(endpoint => {
      const key = podKey(endpoint.pod);
      const number = this.numberOfPod.get(key);
      if (number !== undefined) {
        leaving.set(number, (leaving.get(number) ?? new Set()).add(endpoint));
        this.numberOfPod.delete(key);
      }
    });
    leaving.forEach((gone, number) => {
      this.groups[number] = this.groups[number].filter(
        member => !gone.has(member),
      );
    });
    return this;
  }

  putIn(pods: readonly PodEndpoint[]): this {
    const coming = new Map<number, PodEndpoint[]>();
    pods.forEach(endpoint => {
      const signature = signatureOf(endpoint, this.vocabulary);
      const number =
        this.numberOfSignature.get(signature) ?? this.numberOfSignature.size;
      this.numberOfSignature.set(signature, number);
      this.numberOfPod.set(podKey(endpoint.pod), number);
      const members = coming.get(number) ?? [];
      members.push(endpoint);
      coming.set(number, members);
    });
    coming.forEach((members, number) => {
      this.groups[number] = [...(this.groups[number] ?? []), ...members];
    });
    return this;
  }

  done(): Grouping {
    const { groups, numberOfPod, numberOfSignature, vocabulary } = this;
    return { groups, numberOfPod, numberOfSignature, vocabulary };
  }
}

export function groupPods(
  pods: readonly PodEndpoint[],
  vocabulary: Vocabulary,
): Grouping {
  const nothing = {
    groups: [],
    numberOfPod: new Map(),
    numberOfSignature: new Map(),
  };
  return new Regrouping(nothing, vocabulary).putIn(pods).done();
}

export function regroupPods(
  grouping: Grouping,
  gone: readonly PodEndpoint[],
  come: readonly PodEndpoint[],
): Grouping {
  return new Regrouping(grouping, grouping.vocabulary)
    .takeOut(gone)
    .putIn(come)
    .done();
}

/** Whether the terms that one vocabulary has more than another change a pod's signature. */
function tellsApart(before: Vocabulary, after: Vocabulary) {
  const changedKeys = [...after.values].filter(
    ([key, values]) => values !== before.values.get(key),
  );
  const known = new Set(before.boundaries);
  const splits = after.boundaries.flatMap((start, index) =>
    known.has(start) ? [] : [{ start, end: after.boundaries[index + 1] }],
  );
  return ({ pod, addresses }: PodEndpoint): boolean =>
    changedKeys.some(([key, values]) => {
      if (!Object.hasOwn(pod.labels, key)) {
        return false;
      }
      const value = pod.labels[key];
      const valuesBefore = before.values.get(key);
      return (
        valuesBefore === undefined ||
        values.has(value) !== valuesBefore.has(value)
      );
    }) ||
    addresses.some(({ position }) =>
      splits.some(
        ({ start, end }) =>
          start <= position && (end === undefined || position < end),
      ),
    );
}

/** Splits groups by terms that a larger vocabulary adds; other groups stay as they are. */
export function splitGroups(
  grouping: Grouping,
  vocabulary: Vocabulary,
): Grouping {
  if (vocabulary === grouping.vocabulary) {
    return grouping;
  }
  const concerned = grouping.groups
    .flat()
    .filter(tellsApart(grouping.vocabulary, vocabulary));
  return new Regrouping(grouping, vocabulary)
    .takeOut(concerned)
    .putIn(concerned)
    .done();
}
