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

import { PodSnapshot } from '@matrix-network/backstage-plugin-matrix-network-common';
import { locationText } from './InputProblems';
import { SourceObject } from './SourceObject';
import { WorkloadPod } from './workloads';

/** A Pod, or the pod of a workload, and the object that it was read from. */
export interface PodSource extends WorkloadPod {
  object: SourceObject;
}

function keyOf(kind: string, namespace: string, name: string): string {
  return `${kind} ${namespace}/${name}`;
}

function ownKey({ object, pod }: PodSource): string {
  return keyOf(object.kind, pod.namespace, pod.name);
}

function ownerKeys({ ownerReferences, pod }: PodSource): string[] {
  return ownerReferences.map(({ kind, name }) =>
    keyOf(kind, pod.namespace, name),
  );
}

/** Those that none of the others has made: a Deployment, not its ReplicaSet and Pods. */
export function withoutOwners(sources: readonly PodSource[]): PodSource[] {
  const declared = new Set(sources.map(ownKey));
  return sources.filter(
    source => !ownerKeys(source).some(key => declared.has(key)),
  );
}

/** Everything above a Pod: its ReplicaSet, and the Deployment above that. */
function ancestorsOfPods(sources: readonly PodSource[]): Set<string> {
  const byKey = new Map(sources.map(source => [ownKey(source), source]));
  const ancestors = new Set<string>();
  const climb = (source: PodSource) =>
    ownerKeys(source).forEach(key => {
      const owner = byKey.get(key);
      if (!ancestors.has(key)) {
        ancestors.add(key);
        if (owner) {
          climb(owner);
        }
      }
    });
  sources.filter(({ object }) => object.kind === 'Pod').forEach(climb);
  return ancestors;
}

/**
 * The pods of a set of objects. What was read from a cluster holds a workload
 * and its pods: the pods count then. Two workloads of one name get their kind
 * behind it, so that each pod has a name of its own.
 */
export function podsToJudge(sources: readonly PodSource[]): {
  pods: PodSnapshot[];
  warnings: string[];
} {
  const ancestors = ancestorsOfPods(sources);
  const declared = new Set(sources.map(ownKey));
  const isPod = ({ object }: PodSource) => object.kind === 'Pod';
  const counted = sources.filter(
    source =>
      isPod(source) ||
      (!ancestors.has(ownKey(source)) &&
        !ownerKeys(source).some(key => declared.has(key))),
  );
  const names = new Set<string>();
  const warnings: string[] = [];
  const pods = [
    ...counted.filter(isPod),
    ...counted.filter(source => !isPod(source)),
  ].map(({ pod, object }) => {
    const key = `${pod.namespace}/${pod.name}`;
    if (!names.has(key)) {
      names.add(key);
      return pod;
    }
    const name = `${pod.name}-${object.kind.toLowerCase()}`;
    names.add(`${pod.namespace}/${name}`);
    warnings.push(
      `${locationText(object.locate([]))}: ${
        object.title
      }: another pod is called ${key}; this one is shown as ${
        pod.namespace
      }/${name}`,
    );
    return { ...pod, name };
  });
  return { pods, warnings };
}
