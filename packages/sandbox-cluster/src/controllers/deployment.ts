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

import { conditionOf, timestamp, withCondition } from './conditions';
import { Controller, ControllerContext, selfOrOwner } from './Controller';
import {
  Deployment,
  DEPLOYMENT,
  REPLICA_SET,
  ReplicaSet,
  StatusCondition,
} from './kinds';
import { controllerReference, isControlledBy, shortHash } from './podTemplate';
import { scaledValue } from './selectors';

const MANAGER = 'kube-controller-manager';
const REVISION = 'deployment.kubernetes.io/revision';

/** The ReplicaSets of a Deployment: the one of today's template, and the older ones. */
interface Generations {
  current: ReplicaSet;
  old: ReplicaSet[];
}

/** Deployment → ReplicaSets, by rolling update or recreation. */
export const deploymentController: Controller = {
  name: 'deployment',
  keysFor: ({ object }) => selfOrOwner(object, 'Deployment'),
  reconcile({ namespace, name }, context) {
    const deployment = context.state.get(DEPLOYMENT, namespace, name);
    if (!deployment || deployment.metadata.deletionTimestamp) {
      return undefined;
    }
    const generations = replicaSetsOf(deployment, context);
    scale(deployment, generations, context);
    return writeStatus(deployment, context);
  },
};

function hashOf(deployment: Deployment): string {
  return shortHash(deployment.spec.template);
}

function replicaSetsOf(
  deployment: Deployment,
  { state }: ControllerContext,
): Generations {
  const name = `${deployment.metadata.name}-${hashOf(deployment)}`;
  const owned = state
    .list(REPLICA_SET, { namespace: deployment.metadata.namespace })
    .filter(replicaSet => isControlledBy(replicaSet, deployment));
  const old = owned.filter(({ metadata }) => metadata.name !== name);
  const current =
    owned.find(({ metadata }) => metadata.name === name) ??
    state.create(newReplicaSet(deployment, name, old.length + 1), MANAGER);
  return { current, old };
}

function newReplicaSet(
  deployment: Deployment,
  name: string,
  revision: number,
): ReplicaSet {
  const { selector, template } = deployment.spec;
  const hash = { 'pod-template-hash': hashOf(deployment) };
  const labels = { ...template.metadata?.labels, ...hash };
  return {
    apiVersion: 'apps/v1',
    kind: 'ReplicaSet',
    metadata: {
      name,
      namespace: deployment.metadata.namespace,
      labels,
      annotations: { [REVISION]: String(revision) },
      ownerReferences: [controllerReference(deployment)],
    },
    spec: {
      replicas: 0,
      selector: {
        ...selector,
        matchLabels: { ...selector.matchLabels, ...hash },
      },
      template: {
        ...template,
        metadata: { ...template.metadata, labels },
      },
    },
  };
}

const replicas = (replicaSet: ReplicaSet) => replicaSet.spec.replicas ?? 0;
const available = (replicaSet: ReplicaSet) =>
  replicaSet.status?.availableReplicas ?? 0;
const sum = (
  replicaSets: ReplicaSet[],
  count: (replicaSet: ReplicaSet) => number,
) => replicaSets.reduce((total, replicaSet) => total + count(replicaSet), 0);

function scale(
  deployment: Deployment,
  { current, old }: Generations,
  context: ControllerContext,
): void {
  const desired = deployment.spec.replicas ?? 1;
  const { type, rollingUpdate } = deployment.spec.strategy ?? {};
  const oldTotal = sum(old, replicas);
  if (type === 'Recreate') {
    old.forEach(replicaSet => setReplicas(replicaSet, 0, context));
    const gone = sum(old, ({ status }) => status?.replicas ?? 0) === 0;
    setReplicas(current, gone ? desired : replicas(current), context);
    return;
  }
  const surge = scaledValue(rollingUpdate?.maxSurge ?? '25%', desired, 'up');
  const unavailable = scaledValue(
    rollingUpdate?.maxUnavailable ?? '25%',
    desired,
    'down',
  );
  const room = desired + surge - oldTotal;
  setReplicas(
    current,
    Math.max(Math.min(desired, room), Math.min(replicas(current), desired)),
    context,
  );
  // Both zero would never move on; Kubernetes takes one as unavailable then.
  const allowed = surge === 0 && unavailable === 0 ? 1 : unavailable;
  let spare = available(current) + sum(old, available) - (desired - allowed);
  for (const replicaSet of old) {
    const dead = replicas(replicaSet) - available(replicaSet);
    const cut = Math.min(replicas(replicaSet), dead + Math.max(spare, 0));
    spare -= Math.max(cut - dead, 0);
    setReplicas(replicaSet, replicas(replicaSet) - cut, context);
  }
}

function setReplicas(
  replicaSet: ReplicaSet,
  count: number,
  { state }: ControllerContext,
): void {
  if (replicas(replicaSet) !== count) {
    state.update(
      { ...replicaSet, spec: { ...replicaSet.spec, replicas: count } },
      MANAGER,
    );
  }
}

function writeStatus(deployment: Deployment, context: ControllerContext) {
  const { state, clock } = context;
  const { current, old } = replicaSetsOf(deployment, context);
  const all = [current, ...old];
  const total = sum(all, ({ status }) => status?.replicas ?? 0);
  const ready = sum(all, available);
  const desired = deployment.spec.replicas ?? 1;
  const updated = current.status?.replicas ?? 0;
  const conditions = [
    availableCondition(deployment, ready),
    progressCondition(
      deployment,
      current,
      updated === desired && ready >= desired && total === desired,
      clock.now(),
    ),
  ].reduce(
    (before, condition) => withCondition(before, condition, clock.now()),
    deployment.status?.conditions ?? [],
  );
  state.setStatus(
    DEPLOYMENT,
    deployment,
    {
      observedGeneration: deployment.metadata.generation,
      replicas: total || undefined,
      updatedReplicas: updated || undefined,
      readyReplicas: ready || undefined,
      availableReplicas: ready || undefined,
      unavailableReplicas: Math.max(desired - ready, 0) || undefined,
      conditions,
    },
    MANAGER,
  );
  return ready < desired ? { requeueAfterMs: 30_000 } : undefined;
}

function availableCondition(
  { spec }: Deployment,
  ready: number,
): StatusCondition {
  const desired = spec.replicas ?? 1;
  const unavailable = scaledValue(
    spec.strategy?.rollingUpdate?.maxUnavailable ?? '25%',
    desired,
    'down',
  );
  return ready >= desired - unavailable
    ? {
        type: 'Available',
        status: 'True',
        reason: 'MinimumReplicasAvailable',
        message: 'Deployment has minimum availability.',
      }
    : {
        type: 'Available',
        status: 'False',
        reason: 'MinimumReplicasUnavailable',
        message: 'Deployment does not have minimum availability.',
      };
}

function progressCondition(
  deployment: Deployment,
  current: ReplicaSet,
  complete: boolean,
  now: Date,
): StatusCondition {
  const set = `ReplicaSet "${current.metadata.name}"`;
  const before = conditionOf(deployment.status?.conditions, 'Progressing');
  const progress = {
    ready: available(current),
    total: current.status?.replicas ?? 0,
  };
  const moved =
    progress.ready !== (deployment.status?.readyReplicas ?? 0) ||
    progress.total !== (deployment.status?.updatedReplicas ?? 0);
  const lastUpdateTime =
    moved || !before?.lastUpdateTime ? timestamp(now) : before.lastUpdateTime;
  if (complete) {
    return {
      type: 'Progressing',
      status: 'True',
      reason: 'NewReplicaSetAvailable',
      message: `${set} has successfully progressed.`,
      lastUpdateTime:
        before?.reason === 'NewReplicaSetAvailable'
          ? before.lastUpdateTime
          : timestamp(now),
    };
  }
  const deadline = (deployment.spec.progressDeadlineSeconds ?? 600) * 1000;
  if (now.getTime() - Date.parse(lastUpdateTime) > deadline) {
    return {
      type: 'Progressing',
      status: 'False',
      reason: 'ProgressDeadlineExceeded',
      message: `${set} has timed out progressing.`,
      lastUpdateTime,
    };
  }
  return {
    type: 'Progressing',
    status: 'True',
    reason: 'ReplicaSetUpdated',
    message: `${set} is progressing.`,
    lastUpdateTime,
  };
}
