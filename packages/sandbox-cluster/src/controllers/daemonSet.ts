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

import {
  Controller,
  ControllerContext,
  keyOf,
  selfOrOwner,
} from './Controller';
import { createPod, retryRefused } from './createPod';
import { DAEMON_SET, DaemonSet, Node, NODE, Pod } from './kinds';
import { podFromTemplate, shortHash } from './podTemplate';
import { selectsNode } from './scheduler';
import { isReady, podsOf, removePods } from './workloadPods';

const MANAGER = 'kube-controller-manager';
const REVISION = 'controller-revision-hash';

/** DaemonSet → one Pod on each node that its selector fits. */
export const daemonSetController: Controller = {
  name: 'daemonset',
  keysFor: ({ object }, { state }) =>
    object.kind === 'Node'
      ? state.list(DAEMON_SET).map(keyOf)
      : selfOrOwner(object, 'DaemonSet'),
  reconcile({ namespace, name }, context) {
    const { state } = context;
    const set = state.get(DAEMON_SET, namespace, name);
    if (!set || set.metadata.deletionTimestamp) {
      return undefined;
    }
    const revision = shortHash(set.spec.template);
    const nodes = state
      .list(NODE)
      .filter(node => selectsNode(set.spec.template, node));
    const pods = podsOf(set, state);
    const onNode = (pod: Pod, node: Node) =>
      pod.spec.nodeName === node.metadata.name;
    removePods(
      pods.filter(pod => !nodes.some(node => onNode(pod, node))),
      state,
    );
    const created = nodes
      .filter(candidate => !pods.some(pod => onNode(pod, candidate)))
      .map(node =>
        createPod(
          set,
          newPod(set, node, revision),
          'daemonset-controller',
          context,
        ),
      );
    replaceOld(pods, nodes.length, revision, context);
    writeStatus(set, nodes.length, revision, context);
    return created.includes(false) ? retryRefused(context) : undefined;
  },
};

function newPod(set: DaemonSet, node: Node, revision: string): Pod {
  const suffix = shortHash([set.metadata.uid, node.metadata.name, revision], 5);
  return podFromTemplate({
    owner: set,
    template: set.spec.template,
    name: `${set.metadata.name}-${suffix}`,
    labels: { [REVISION]: revision },
    nodeName: node.metadata.name,
  });
}

/** Rolling update, one node at a time. */
function replaceOld(
  pods: Pod[],
  wanted: number,
  revision: string,
  { state }: ControllerContext,
): void {
  const old = pods.filter(
    ({ metadata }) => metadata.labels?.[REVISION] !== revision,
  );
  const calm = pods.length === wanted && pods.every(isReady);
  const victim = old.find(pod => !isReady(pod)) ?? (calm ? old[0] : undefined);
  removePods(victim ? [victim] : [], state);
}

function writeStatus(
  set: DaemonSet,
  desired: number,
  revision: string,
  { state }: ControllerContext,
): void {
  const pods = podsOf(set, state);
  const ready = pods.filter(isReady).length;
  state.setStatus(
    DAEMON_SET,
    set,
    {
      observedGeneration: set.metadata.generation,
      desiredNumberScheduled: desired,
      currentNumberScheduled: pods.length,
      numberMisscheduled: 0,
      numberReady: ready,
      numberAvailable: ready || undefined,
      numberUnavailable: desired - ready || undefined,
      updatedNumberScheduled: pods.filter(
        ({ metadata }) => metadata.labels?.[REVISION] === revision,
      ).length,
    },
    MANAGER,
  );
}
