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

import { Controller, selfOrOwner } from './Controller';
import { createPod, retryRefused } from './createPod';
import { Pod, REPLICA_SET, ReplicaSet } from './kinds';
import { podFromTemplate, shortHash } from './podTemplate';
import { isReady, podsOf, removePods } from './workloadPods';

const MANAGER = 'kube-controller-manager';

/** ReplicaSet → as many Pods as `spec.replicas` says. */
export const replicaSetController: Controller = {
  name: 'replicaset',
  keysFor: ({ object }) => selfOrOwner(object, 'ReplicaSet'),
  reconcile({ namespace, name }, context) {
    const { state } = context;
    const replicaSet = state.get(REPLICA_SET, namespace, name);
    if (!replicaSet || replicaSet.metadata.deletionTimestamp) {
      return undefined;
    }
    const desired = replicaSet.spec.replicas ?? 1;
    const pods = podsOf(replicaSet, state);
    let refused = false;
    for (
      let missing = desired - pods.length;
      missing > 0 && !refused;
      missing -= 1
    ) {
      refused = !createPod(
        replicaSet,
        newPod(replicaSet),
        'replicaset-controller',
        context,
      );
    }
    const spare = Math.max(pods.length - desired, 0);
    removePods(leastUseful(pods).slice(0, spare), state);
    const now = podsOf(replicaSet, state);
    const ready = now.filter(isReady).length;
    state.setStatus(
      REPLICA_SET,
      replicaSet,
      {
        observedGeneration: replicaSet.metadata.generation,
        replicas: now.length,
        fullyLabeledReplicas: now.length,
        readyReplicas: ready,
        availableReplicas: ready,
      },
      MANAGER,
    );
    return refused ? retryRefused(context) : undefined;
  },
};

function newPod(replicaSet: ReplicaSet): Pod {
  const suffix = shortHash([replicaSet.metadata.uid, Math.random()], 5);
  return podFromTemplate({
    owner: replicaSet,
    template: replicaSet.spec.template,
    name: `${replicaSet.metadata.name}-${suffix}`,
  });
}

/** Pods to give up first: those without a node, then those not ready. */
function leastUseful(pods: Pod[]): Pod[] {
  const rank = (pod: Pod) =>
    Number(Boolean(pod.spec.nodeName)) + Number(isReady(pod));
  return [...pods].sort((a, b) => rank(a) - rank(b));
}
