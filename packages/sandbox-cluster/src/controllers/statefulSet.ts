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

import { Controller, ControllerContext, selfOrOwner } from './Controller';
import { createPod, retryRefused } from './createPod';
import { Pod, STATEFUL_SET, StatefulSet } from './kinds';
import { podFromTemplate, shortHash } from './podTemplate';
import { isReady, podsOf, removePods } from './workloadPods';

const MANAGER = 'kube-controller-manager';
const REVISION = 'controller-revision-hash';

/** StatefulSet → numbered Pods, one after another or (Parallel) all at once. */
export const statefulSetController: Controller = {
  name: 'statefulset',
  keysFor: ({ object }) => selfOrOwner(object, 'StatefulSet'),
  reconcile({ namespace, name }, context) {
    const { state } = context;
    const set = state.get(STATEFUL_SET, namespace, name);
    if (!set || set.metadata.deletionTimestamp) {
      return undefined;
    }
    const revision = `${set.metadata.name}-${shortHash(set.spec.template)}`;
    const wanted = podNames(set);
    const pods = podsOf(set, state);
    removePods(
      pods.filter(({ metadata }) => !wanted.includes(metadata.name)),
      state,
    );
    const refused = createMissing(set, wanted, pods, revision, context);
    replaceOld(pods, wanted, revision, context);
    writeStatus(set, revision, context);
    return refused ? retryRefused(context) : undefined;
  },
};

function podNames(set: StatefulSet): string[] {
  const start = set.spec.ordinals?.start ?? 0;
  return Array.from(
    { length: set.spec.replicas ?? 1 },
    (_, index) => `${set.metadata.name}-${start + index}`,
  );
}

/** Whether a pod was refused. */
function createMissing(
  set: StatefulSet,
  wanted: string[],
  pods: Pod[],
  revision: string,
  context: ControllerContext,
): boolean {
  const parallel = set.spec.podManagementPolicy === 'Parallel';
  for (const name of wanted) {
    const pod = pods.find(({ metadata }) => metadata.name === name);
    const member = newPod(set, name, revision);
    if (!pod && !createPod(set, member, 'statefulset-controller', context)) {
      return true;
    }
    if (!parallel && !(pod && isReady(pod))) {
      return false;
    }
  }
  return false;
}

function newPod(set: StatefulSet, name: string, revision: string): Pod {
  const pod = podFromTemplate({
    owner: set,
    template: set.spec.template,
    name,
    labels: {
      [REVISION]: revision,
      'statefulset.kubernetes.io/pod-name': name,
      'apps.kubernetes.io/pod-index': name.slice(name.lastIndexOf('-') + 1),
    },
  });
  // What gives each member a name of its own in the cluster's DNS.
  const identity = { hostname: name, subdomain: set.spec.serviceName };
  return { ...pod, spec: { ...pod.spec, ...identity } };
}

/** Rolling update: the highest pod of an older revision goes, once all others are ready. */
function replaceOld(
  pods: Pod[],
  wanted: string[],
  revision: string,
  { state }: ControllerContext,
): void {
  const old = pods.filter(
    ({ metadata }) =>
      wanted.includes(metadata.name) &&
      metadata.labels?.[REVISION] !== revision,
  );
  const complete = pods.length === wanted.length;
  const victim =
    old.find(pod => !isReady(pod)) ??
    (complete && pods.every(isReady)
      ? old.sort(
          (a, b) =>
            wanted.indexOf(b.metadata.name) - wanted.indexOf(a.metadata.name),
        )[0]
      : undefined);
  removePods(victim ? [victim] : [], state);
}

function writeStatus(
  set: StatefulSet,
  revision: string,
  { state }: ControllerContext,
): void {
  const pods = podsOf(set, state);
  const ready = pods.filter(isReady).length;
  const updated = pods.filter(
    ({ metadata }) => metadata.labels?.[REVISION] === revision,
  ).length;
  state.setStatus(
    STATEFUL_SET,
    set,
    {
      observedGeneration: set.metadata.generation,
      replicas: pods.length,
      readyReplicas: ready,
      availableReplicas: ready,
      currentReplicas: updated,
      updatedReplicas: updated,
      currentRevision: revision,
      updateRevision: revision,
      collisionCount: 0,
    },
    MANAGER,
  );
}
