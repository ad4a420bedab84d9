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

import { addressFor, nodeAddress } from './podAddresses';
import { isTrue, timestamp, withCondition } from './conditions';
import { ContainerProgram, ProgramResult } from './ContainerProgram';
import {
  Controller,
  ControllerContext,
  keyOf,
  ReconcileResult,
} from './Controller';
import {
  CONFIG_MAP,
  Container,
  ContainerStatus,
  NODE,
  Pod,
  POD,
  SECRET,
  StatusCondition,
} from './kinds';
import { scheduledCondition } from './scheduler';

const MANAGER = 'kubelet';

type Exit = Extract<ProgramResult, { kind: 'exited' }>;

const SUCCESS: ProgramResult = { kind: 'exited', exitCode: 0 };

/** How far the containers of a pod have come, by time and by what they need. */
type Stage = 'waiting' | 'running' | 'ready';

/**
 * Plays the kubelets: brings pods that have a node through ContainerCreating to
 * Running and Ready, and run-to-completion pods to their end.
 */
export function createKubelet(
  programs: readonly ContainerProgram[] = [],
): Controller {
  // When the containers of a pod could start, by uid. Times in status are whole seconds.
  const startedAt = new Map<string, number>();
  return {
    name: 'kubelet',
    keysFor({ object, type }, { state }) {
      if (object.kind === 'Pod') {
        if (type === 'DELETED') {
          startedAt.delete(object.metadata.uid ?? '');
        }
        return [keyOf(object)];
      }
      return object.kind === 'Secret' || object.kind === 'ConfigMap'
        ? state
            .list(POD, { namespace: object.metadata.namespace })
            .filter(pod => mounts(pod, object.kind, object.metadata.name))
            .map(keyOf)
        : [];
    },
    reconcile({ namespace, name }, context) {
      const pod = context.state.get(POD, namespace, name);
      if (!pod?.spec.nodeName || isFinished(pod)) {
        return undefined;
      }
      return advance(pod, startedAt, programs, context);
    },
  };
}

function isFinished({ status }: Pod): boolean {
  return status?.phase === 'Succeeded' || status?.phase === 'Failed';
}

async function advance(
  pod: Pod,
  startedAt: Map<string, number>,
  programs: readonly ContainerProgram[],
  context: ControllerContext,
): Promise<ReconcileResult> {
  const { delayMs, clock } = context;
  const uid = pod.metadata.uid ?? '';
  const missing = missingMount(pod, context);
  if (missing && pod.status?.phase !== 'Running') {
    write(pod, 'waiting', context);
    return { requeueAfterMs: Math.max(delayMs, 50) };
  }
  const now = clock.now().getTime();
  const since = startedAt.get(uid) ?? now;
  startedAt.set(uid, since);
  const elapsed = now - since;
  if (elapsed < delayMs / 2) {
    write(pod, 'waiting', context);
    return { requeueAfterMs: delayMs / 2 - elapsed };
  }
  if (elapsed < delayMs) {
    write(pod, 'running', context);
    return { requeueAfterMs: delayMs - elapsed };
  }
  if ((pod.spec.restartPolicy ?? 'Always') === 'Always') {
    write(pod, becomesReady(pod) ? 'ready' : 'running', context);
    return undefined;
  }
  const program = programs.find(({ matches }) => matches(pod));
  const result = (await program?.run(pod, context)) ?? SUCCESS;
  if (result.kind === 'running') {
    write(pod, 'ready', context);
  } else {
    finish(pod, result, context);
  }
  return undefined;
}

function volumeRefs(pod: Pod) {
  return (pod.spec.volumes ?? []).flatMap(({ secret, configMap }) => [
    ...(secret && !secret.optional
      ? [{ kind: SECRET, name: secret.secretName }]
      : []),
    ...(configMap && !configMap.optional
      ? [{ kind: CONFIG_MAP, name: configMap.name }]
      : []),
  ]);
}

function mounts(pod: Pod, kind: string, name: string): boolean {
  return volumeRefs(pod).some(
    ref => ref.kind.kind === kind && ref.name === name,
  );
}

function missingMount(pod: Pod, { state }: ControllerContext) {
  return volumeRefs(pod).find(
    ({ kind, name }) => !state.get(kind, pod.metadata.namespace, name),
  );
}

/** False for probes that can't succeed and for readiness gates that nobody has set to True. */
function becomesReady(pod: Pod): boolean {
  const failing = pod.spec.containers.some(({ readinessProbe }) =>
    /(^|\/)false$/.test(readinessProbe?.exec?.command?.[0] ?? ''),
  );
  const gates = pod.spec.readinessGates ?? [];
  return (
    !failing &&
    gates.every(({ conditionType }) =>
      isTrue(pod.status?.conditions, conditionType),
    )
  );
}

function write(pod: Pod, stage: Stage, context: ControllerContext): void {
  const { state, clock } = context;
  const now = clock.now();
  const node = state.get(NODE, undefined, pod.spec.nodeName ?? '');
  if (!node) {
    return;
  }
  const ip =
    pod.status?.podIP ??
    (stage === 'waiting' ? undefined : addressFor(pod, node, state.list(POD)));
  const hostIP = nodeAddress(node);
  state.setStatus(
    POD,
    pod,
    {
      phase: stage === 'waiting' ? 'Pending' : 'Running',
      hostIP,
      hostIPs: hostIP ? [{ ip: hostIP }] : undefined,
      podIP: ip,
      podIPs: ip ? [{ ip }] : undefined,
      startTime: pod.status?.startTime ?? timestamp(now),
      qosClass: pod.status?.qosClass ?? 'BestEffort',
      conditions: podConditions(pod, stage, now),
      containerStatuses: pod.spec.containers.map(container =>
        containerStatus(pod, container, stage, now),
      ),
    },
    MANAGER,
  );
}

function podConditions(pod: Pod, stage: Stage, now: Date): StatusCondition[] {
  const ready: StatusCondition['status'] = stage === 'ready' ? 'True' : 'False';
  const why =
    stage === 'ready'
      ? {}
      : {
          reason: 'ContainersNotReady',
          message: `containers with unready status: [${pod.spec.containers
            .map(({ name }) => name)
            .join(' ')}]`,
        };
  const started: StatusCondition['status'] =
    stage === 'waiting' ? 'False' : 'True';
  return [
    { type: 'PodReadyToStartContainers', status: started },
    { type: 'Initialized', status: 'True' } as const,
    { type: 'ContainersReady', status: ready, ...why },
    { type: 'Ready', status: ready, ...why },
  ].reduce(
    (conditions, condition) => withCondition(conditions, condition, now),
    scheduledCondition(pod, now),
  );
}

function containerStatus(
  pod: Pod,
  container: Container,
  stage: Stage,
  now: Date,
): ContainerStatus {
  const before = pod.status?.containerStatuses?.find(
    ({ name }) => name === container.name,
  );
  return {
    name: container.name,
    image: container.image,
    imageID: container.image,
    ready: stage === 'ready',
    started: stage !== 'waiting',
    restartCount: before?.restartCount ?? 0,
    state:
      stage === 'waiting'
        ? { waiting: { reason: 'ContainerCreating' } }
        : {
            running: before?.state.running ?? { startedAt: timestamp(now) },
          },
  };
}

function finish(
  pod: Pod,
  { exitCode, message }: Exit,
  { state, clock }: ControllerContext,
): void {
  const current = state.get(POD, pod.metadata.namespace, pod.metadata.name);
  if (!current) {
    return;
  }
  const at = timestamp(clock.now());
  const succeeded = exitCode === 0;
  const reason = succeeded ? 'PodCompleted' : 'PodFailed';
  const conditions = ['ContainersReady', 'Ready'].reduce(
    (all, type) =>
      withCondition(all, { type, status: 'False', reason }, clock.now()),
    current.status?.conditions ?? [],
  );
  state.setStatus(
    POD,
    current,
    {
      ...current.status,
      phase: succeeded ? 'Succeeded' : 'Failed',
      conditions,
      containerStatuses: (current.status?.containerStatuses ?? []).map(
        status => ({
          ...status,
          ready: false,
          started: false,
          state: {
            terminated: {
              exitCode,
              reason: succeeded ? 'Completed' : 'Error',
              message,
              startedAt: status.state.running?.startedAt ?? at,
              finishedAt: at,
            },
          },
        }),
      ),
    },
    MANAGER,
  );
}
