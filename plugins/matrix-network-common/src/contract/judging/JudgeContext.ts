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

import { NetworkSnapshot } from '../../snapshot/NetworkSnapshot';
import { PodSnapshot } from '../../snapshot/Snapshot';
import { StackSpec } from '../../spec/StackSpec';
import { compilePolicies, PolicyEngine, PolicyPod } from '../../policy';
import { workloadOfPod } from '../../workloads/workloadOfPod';
import { WorkloadId } from '../../workloads/types';
import { syntheticPods, SyntheticPods } from './syntheticPods';

/** What the judging of every row shares. Computed once. */
export interface JudgeContext {
  snapshot: NetworkSnapshot;
  spec: StackSpec;
  engine: PolicyEngine;
  /** Pods that have not ended. */
  pods: readonly PodSnapshot[];
  workloadOf(pod: PodSnapshot): WorkloadId | undefined;
  synthetic: SyntheticPods;
}

function hasEnded({ phase }: PodSnapshot): boolean {
  return phase === 'Succeeded' || phase === 'Failed';
}

/**
 * The engine gets every NetworkPolicy that was read, of whichever namespace:
 * isolation is proven only over all policies that select a pod. It gets no
 * nodes: addresses of API servers, which are nodes', are judged as the
 * `ipBlock`s that name them.
 */
export function judgeContext(
  snapshot: NetworkSnapshot,
  spec: StackSpec,
): JudgeContext {
  const pods = snapshot.pods.filter(pod => !hasEnded(pod));
  const synthetic = syntheticPods(snapshot, spec);
  const all: PolicyPod[] = [
    ...pods,
    synthetic.unlabelled,
    synthetic.otherNamespace,
  ];
  const workloads = new Map(
    pods.map(pod => [pod, workloadOfPod(pod, snapshot.namespace)]),
  );
  return {
    snapshot,
    spec,
    pods,
    synthetic,
    workloadOf: pod => workloads.get(pod),
    engine: compilePolicies({
      namespaces: snapshot.namespaces,
      pods: all,
      policies: [...snapshot.networkPolicies, ...snapshot.otherNetworkPolicies],
      adminPolicies: snapshot.adminNetworkPolicies,
    }),
  };
}
