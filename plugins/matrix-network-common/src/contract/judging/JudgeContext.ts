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
import {
  compilePolicies,
  ObjectRef,
  PolicyEngine,
  PolicyPod,
} from '../../policy';
import { workloadOfPod } from '../../workloads/workloadOfPod';
import { Workload, WorkloadId } from '../../workloads/types';
import { workloadsOf } from '../../workloads/workloadsOf';
import { syntheticPods, SyntheticPods } from './syntheticPods';

/** What the judging of every row shares. Computed once. */
export interface JudgeContext {
  snapshot: NetworkSnapshot;
  spec: StackSpec;
  engine: PolicyEngine;
  /** Pods that have not ended. */
  pods: readonly PodSnapshot[];
  /** Those of the spec, the ingress controller and cert-manager as this cluster has them. */
  workloads: readonly Workload[];
  /** The live pod of that name. */
  podAt(ref: ObjectRef): PodSnapshot | undefined;
  workloadOf(pod: PodSnapshot): WorkloadId | undefined;
  synthetic: SyntheticPods;
  /** Worked out once for each group of pods; see `addressesOpposite`. */
  addressesOpposite: Map<string, readonly string[]>;
}

function nameOf({ namespace, name }: ObjectRef): string {
  return `${namespace}/${name}`;
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
  const byName = new Map(pods.map(pod => [nameOf(pod), pod]));
  const workloads = workloadsOf(spec, snapshot.facts);
  const workloadOf = new Map(
    pods.map(pod => [pod, workloadOfPod(pod, snapshot.namespace, workloads)]),
  );
  return {
    snapshot,
    spec,
    pods,
    workloads,
    synthetic,
    podAt: ref => byName.get(nameOf(ref)),
    workloadOf: pod => workloadOf.get(pod),
    addressesOpposite: new Map(),
    engine: compilePolicies({
      namespaces: snapshot.namespaces,
      pods: all,
      policies: [...snapshot.networkPolicies, ...snapshot.otherNetworkPolicies],
      adminPolicies: snapshot.adminNetworkPolicies,
    }),
  };
}
