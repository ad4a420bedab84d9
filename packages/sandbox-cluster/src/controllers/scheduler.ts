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

import { Controller, ControllerContext, keyOf } from './Controller';
import { isTrue, timestamp, withCondition } from './conditions';
import { Node, NODE, Pod, POD } from './kinds';
import { isAlive } from './podTemplate';

const MANAGER = 'kube-scheduler';

/** Gives each Pod a node: one that its selector and host ports fit, with the fewest pods. */
export const scheduler: Controller = {
  name: 'scheduler',
  keysFor({ object, type }, { state }) {
    if (object.kind === 'Pod' && type !== 'DELETED') {
      return [keyOf(object)];
    }
    // A node that came, or room that a pod left, may help those that wait.
    return object.kind === 'Node' || object.kind === 'Pod'
      ? state.list(POD).filter(isUnbound).map(keyOf)
      : [];
  },
  reconcile({ namespace, name }, context) {
    const pod = context.state.get(POD, namespace, name);
    if (!pod || !isUnbound(pod) || !isAlive(pod)) {
      return;
    }
    const nodes = context.state.list(NODE);
    const pods = context.state.list(POD).filter(isAlive);
    const refusals = nodes.map(node => refusal(pod, node, pods));
    const fitting = nodes.filter((_, index) => refusals[index] === undefined);
    if (fitting.length === 0) {
      markUnschedulable(pod, nodes.length, refusals, context);
      return;
    }
    const load = (node: Node) =>
      pods.filter(({ spec }) => spec.nodeName === node.metadata.name).length;
    const [node] = fitting.sort((a, b) => load(a) - load(b));
    context.state.update(
      { ...pod, spec: { ...pod.spec, nodeName: node.metadata.name } },
      MANAGER,
    );
  },
};

function isUnbound(pod: Pod): boolean {
  return !pod.spec.nodeName;
}

/** Why a node can't take the pod, in the scheduler's words; undefined when it can. */
function refusal(pod: Pod, node: Node, pods: Pod[]): string | undefined {
  if (node.spec.unschedulable) {
    return 'node(s) were unschedulable';
  }
  if (!selectsNode(pod, node)) {
    return "node(s) didn't match Pod's node affinity/selector";
  }
  const taken = pods
    .filter(({ spec }) => spec.nodeName === node.metadata.name)
    .flatMap(hostPorts);
  return hostPorts(pod).some(port => taken.includes(port))
    ? "node(s) didn't have free ports for the requested pod ports"
    : undefined;
}

/** Whether the node has the labels of the pod's `nodeSelector`. */
export function selectsNode(pod: Pick<Pod, 'spec'>, node: Node): boolean {
  return Object.entries(pod.spec.nodeSelector ?? {}).every(
    ([key, value]) => node.metadata.labels?.[key] === value,
  );
}

function hostPorts(pod: Pod): string[] {
  return pod.spec.containers
    .flatMap(({ ports }) => ports ?? [])
    .filter(({ hostPort }) => hostPort !== undefined)
    .map(({ hostPort, protocol }) => `${hostPort}/${protocol ?? 'TCP'}`);
}

function markUnschedulable(
  pod: Pod,
  nodeCount: number,
  refusals: (string | undefined)[],
  { state, clock }: ControllerContext,
): void {
  const counts = new Map<string, number>();
  for (const reason of refusals) {
    if (reason) {
      counts.set(reason, (counts.get(reason) ?? 0) + 1);
    }
  }
  const reasons = [...counts].map(([reason, count]) => `${count} ${reason}`);
  const message = `0/${nodeCount} nodes are available: ${reasons
    .sort()
    .join(', ')}.`;
  const conditions = withCondition(
    pod.status?.conditions,
    { type: 'PodScheduled', status: 'False', reason: 'Unschedulable', message },
    clock.now(),
  );
  state.setStatus(POD, pod, { phase: 'Pending', conditions }, MANAGER);
}

/** Condition `PodScheduled` of a pod that has its node. */
export function scheduledCondition(pod: Pod, now: Date) {
  const conditions = pod.status?.conditions;
  return isTrue(conditions, 'PodScheduled')
    ? conditions ?? []
    : withCondition([], { type: 'PodScheduled', status: 'True' }, now).map(
        condition => ({ ...condition, lastTransitionTime: timestamp(now) }),
      );
}
