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
import { hookProductOf } from '../stack/HookProduct';

const namespaces = 0;
const needed = 1;
// Who may bind a role only for holding its rights is told that it must be there.
const bindings = 2;
const workloads = 3;
const webhooks = 4;
const afterWebhooks = 5;
const others = 6;

const kinds: Readonly<Record<string, number>> = {
  Namespace: namespaces,
  CustomResourceDefinition: needed,
  ServiceAccount: needed,
  Role: needed,
  RoleBinding: bindings,
  ClusterRole: needed,
  ClusterRoleBinding: bindings,
  ConfigMap: needed,
  Secret: needed,
  IngressClass: needed,
  PodDisruptionBudget: needed,
  NetworkPolicy: needed,
  Service: needed,
  Deployment: workloads,
  DaemonSet: workloads,
  StatefulSet: workloads,
  Job: workloads,
  ValidatingWebhookConfiguration: webhooks,
  MutatingWebhookConfiguration: webhooks,
};

function groupOf(object: KubernetesObject): number {
  if (hookProductOf(object)?.kind === 'CaBundle') {
    return afterWebhooks;
  }
  return groupOfKind(object.kind);
}

/** When a kind goes in; kinds that need nothing of each other have the same number. */
export function groupOfKind(kind: string): number {
  return kinds[kind] ?? others;
}

/**
 * A stage's objects in groups: each group needs the ones before it, and within a
 * group order does not matter. Kinds not listed are custom resources: last.
 */
export function inOrder(
  objects: readonly KubernetesObject[],
): KubernetesObject[][] {
  const groups = new Map<number, KubernetesObject[]>();
  for (const object of objects) {
    const group = groupOf(object);
    groups.set(group, [...(groups.get(group) ?? []), object]);
  }
  return [...groups.entries()]
    .sort(([one], [other]) => one - other)
    .map(([, group]) => group);
}

/**
 * A stage's objects in lanes that go in side by side, each group by group. Kinds
 * are large and slow to take in, and nothing of their own stage needs them: those
 * that a later stage needs come first.
 */
export function inLanes(
  objects: readonly KubernetesObject[],
  /** Names of CustomResourceDefinitions. */
  neededLater: ReadonlySet<string>,
): KubernetesObject[][][] {
  const isKind = ({ kind }: KubernetesObject) =>
    kind === 'CustomResourceDefinition';
  const needsKinds = objects.some(({ kind }) => groupOfKind(kind) === others);
  const kindsOfStage = objects.filter(isKind);
  if (kindsOfStage.length === 0 || needsKinds) {
    return [inOrder(objects)];
  }
  const isNeeded = ({ metadata }: KubernetesObject) =>
    neededLater.has(metadata.name);
  const first = kindsOfStage.filter(isNeeded);
  const spare = kindsOfStage.filter(kind => !isNeeded(kind));
  return [
    [first, spare].filter(group => group.length > 0),
    inOrder(objects.filter(object => !isKind(object))),
  ];
}
