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
  conditionOf,
  timestamp,
  withCondition,
} from '../controllers/conditions';
import {
  Container,
  ContainerStatus,
  Pod,
  StatusCondition,
} from '../controllers/kinds';
import { scheduledCondition } from '../controllers/scheduler';

type PodStatus = NonNullable<Pod['status']>;
type Phase = PodStatus['phase'];

/** What is seen of a container at one moment. */
export interface ContainerView {
  container: Container;
  state: ContainerStatus['state'];
  /** Of a running container: whether it would pass its readiness probe. */
  passesProbe: boolean;
  restartCount: number;
}

/** What is seen of a pod at one moment. */
export interface PodView {
  hasSandbox: boolean;
  address: string | undefined;
  hostAddress: string | undefined;
  initContainers: readonly ContainerView[];
  containers: readonly ContainerView[];
}

/**
 * A pod's status as the kubelet writes it.
 * @see https://github.com/kubernetes/kubernetes/blob/v1.36.3/pkg/kubelet/status/generate.go
 */
export function podStatus(pod: Pod, view: PodView, now: Date): PodStatus {
  const phase = phaseOf(pod, view);
  const list = (address: string | undefined) =>
    address === undefined ? undefined : [{ ip: address }];
  return {
    phase,
    hostIP: view.hostAddress,
    hostIPs: list(view.hostAddress),
    podIP: view.address,
    podIPs: list(view.address),
    startTime: pod.status?.startTime ?? timestamp(now),
    qosClass: pod.status?.qosClass ?? 'BestEffort',
    conditions: conditionsOf(pod, view, phase, now),
    initContainerStatuses:
      view.initContainers.length > 0
        ? view.initContainers.map(one => statusOf(one, isComplete(one)))
        : undefined,
    containerStatuses: view.containers.map(one => statusOf(one, isReady(one))),
  };
}

/** Whether all init containers are done, so that the others may start. */
function isInitialized({ initContainers }: PodView): boolean {
  return initContainers.every(isComplete);
}

function isComplete(view: ContainerView): boolean {
  return isSidecar(view.container)
    ? view.state.running !== undefined
    : view.state.terminated?.exitCode === 0;
}

/** An init container that goes on beside the others. */
export function isSidecar({ restartPolicy }: Container): boolean {
  return restartPolicy === 'Always';
}

function isReady({ state, passesProbe }: ContainerView): boolean {
  return state.running !== undefined && passesProbe;
}

function phaseOf({ spec }: Pod, view: PodView): Phase {
  const policy = spec.restartPolicy ?? 'Always';
  if (!isInitialized(view)) {
    const failed = view.initContainers.some(
      ({ state }) => (state.terminated?.exitCode ?? 0) !== 0,
    );
    return failed && policy === 'Never' ? 'Failed' : 'Pending';
  }
  const states = view.containers.map(({ state }) => state);
  if (states.some(({ waiting }) => waiting)) {
    return 'Pending';
  }
  if (policy === 'Always' || states.some(({ running }) => running)) {
    return 'Running';
  }
  return states.every(({ terminated }) => terminated?.exitCode === 0)
    ? 'Succeeded'
    : 'Failed';
}

function conditionsOf(
  pod: Pod,
  view: PodView,
  phase: Phase,
  now: Date,
): StatusCondition[] {
  const containersReady = containersReadyCondition(view, phase);
  return [
    {
      type: 'PodReadyToStartContainers',
      status: bool(view.hasSandbox && !isOver(phase)),
    },
    initializedCondition(view, phase),
    containersReady,
    readyCondition(pod, containersReady),
  ].reduce(
    (conditions, condition) => withCondition(conditions, condition, now),
    scheduledCondition(pod, now),
  );
}

function isOver(phase: Phase): boolean {
  return phase === 'Succeeded' || phase === 'Failed';
}

function bool(value: boolean): StatusCondition['status'] {
  return value ? 'True' : 'False';
}

function initializedCondition(view: PodView, phase: Phase): StatusCondition {
  const type = 'Initialized';
  if (phase === 'Succeeded') {
    return { type, status: 'True', reason: 'PodCompleted' };
  }
  const incomplete = view.initContainers.filter(one => !isComplete(one));
  const anyStarted = view.containers.some(({ state }) => !state.waiting);
  return incomplete.length === 0 || anyStarted
    ? { type, status: 'True' }
    : {
        type,
        status: 'False',
        reason: 'ContainersNotInitialized',
        message: `containers with incomplete status: ${names(incomplete)}`,
      };
}

function containersReadyCondition(
  { containers }: PodView,
  phase: Phase,
): StatusCondition {
  const type = 'ContainersReady';
  if (isOver(phase)) {
    return {
      type,
      status: 'False',
      reason: phase === 'Failed' ? 'PodFailed' : 'PodCompleted',
    };
  }
  const unready = containers.filter(one => !isReady(one));
  return unready.length === 0
    ? { type, status: 'True' }
    : {
        type,
        status: 'False',
        reason: 'ContainersNotReady',
        message: `containers with unready status: ${names(unready)}`,
      };
}

/** Ready: all containers are, and every readiness gate's condition is True. */
function readyCondition(
  { spec, status }: Pod,
  containersReady: StatusCondition,
): StatusCondition {
  const type = 'Ready';
  if (containersReady.status !== 'True') {
    return { ...containersReady, type };
  }
  const closed = (spec.readinessGates ?? []).flatMap(({ conditionType }) => {
    const gate = conditionOf(status?.conditions, conditionType);
    if (!gate) {
      return [
        `corresponding condition of pod readiness gate "${conditionType}" does not exist.`,
      ];
    }
    return gate.status === 'True'
      ? []
      : [
          `the status of pod readiness gate "${conditionType}" is not "True", but ${gate.status}`,
        ];
  });
  return closed.length === 0
    ? { type, status: 'True' }
    : {
        type,
        status: 'False',
        reason: 'ReadinessGatesNotReady',
        message: closed.join(', '),
      };
}

function names(views: readonly ContainerView[]): string {
  return `[${views.map(({ container }) => container.name).join(' ')}]`;
}

function statusOf(
  { container, state, restartCount }: ContainerView,
  ready: boolean,
): ContainerStatus {
  return {
    name: container.name,
    image: container.image,
    imageID: container.image,
    ready,
    started: state.running !== undefined,
    restartCount,
    state,
  };
}
