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
import { createHash } from 'node:crypto';
import { Pod, PodTemplate } from './kinds';

// As Kubernetes names things: no vowels and no 0, 1, 3, so that no words come out.
const ALPHABET = 'bcdfghjklmnpqrstvwxz2456789';

/** A short name part that is the same for the same input: pod-template-hash, slice names. */
export function shortHash(input: unknown, length = 10): string {
  const digest = createHash('sha256').update(JSON.stringify(input)).digest();
  return Array.from(digest.subarray(0, length))
    .map(byte => ALPHABET[byte % ALPHABET.length])
    .join('');
}

/** A reference that makes `owner` the controller of what carries it. */
export function controllerReference(owner: KubernetesObject) {
  return {
    apiVersion: owner.apiVersion,
    kind: owner.kind,
    name: owner.metadata.name,
    uid: owner.metadata.uid ?? '',
    controller: true,
    blockOwnerDeletion: true,
  };
}

/** The Pod that a workload's template asks for. */
export function podFromTemplate(options: {
  owner: KubernetesObject;
  template: PodTemplate;
  name: string;
  labels?: Record<string, string>;
  nodeName?: string;
}): Pod {
  const { owner, template, name, labels, nodeName } = options;
  return {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: {
      name,
      namespace: owner.metadata.namespace,
      labels: { ...template.metadata?.labels, ...labels },
      annotations: template.metadata?.annotations,
      ownerReferences: [controllerReference(owner)],
    },
    spec: { ...template.spec, ...(nodeName ? { nodeName } : {}) },
  };
}

/** Whether `owner` is the controller of `object`. */
export function isControlledBy(
  object: KubernetesObject,
  owner: KubernetesObject,
): boolean {
  return (object.metadata.ownerReferences ?? []).some(
    ({ uid, controller }) => controller && uid === owner.metadata.uid,
  );
}

/** Not on its way out: neither ended nor being deleted. */
export function isAlive(pod: Pod): boolean {
  return (
    !pod.metadata.deletionTimestamp &&
    pod.status?.phase !== 'Succeeded' &&
    pod.status?.phase !== 'Failed'
  );
}
