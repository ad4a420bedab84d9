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

import { NetworkPolicy } from '../kubernetes/types';
import { whyControllerUnknown } from '../contract/judging/unknownController';
import { PolicyEdit, PolicyHealth, PolicyState } from '../health/Health';
import { admitsIngressController } from '../policies/peers/ingressController';
import { matchesLabelSelector } from '../policy';
import { isBridgePolicy } from '../policies/bridgePolicy';
import { PodSnapshot, Snapshot } from '../snapshot/Snapshot';
import { StackSpec } from '../spec/StackSpec';
import { workloadOfPod } from '../workloads/workloadOfPod';
import { Workload, WorkloadId } from '../workloads/types';
import { ExpectedPolicy } from './expectedPolicies';
import { fieldOwner } from './fieldOwner';
import { policyEdits } from './policyEdits';
import { canonical, policyTypesOf } from './policyNormal';
import { isActive } from './pods';
import { wasRead } from './reads';
import { withoutAddresses } from './withoutAddresses';

/** Pods that a policy takes hold of: not those that are over, nor those on the host network. */
export function podsSelectedBy(
  policy: NetworkPolicy,
  snapshot: Snapshot,
): PodSnapshot[] {
  return snapshot.pods.filter(
    pod =>
      pod.namespace === snapshot.namespace &&
      isActive(pod) &&
      !pod.hostNetwork &&
      matchesLabelSelector(policy.spec.podSelector, pod.labels),
  );
}

/** Workloads that a policy is about: those of its pods, and those whose labels it asks for. */
function workloadsOfPolicy(
  policy: NetworkPolicy,
  pods: readonly PodSnapshot[],
  snapshot: Snapshot,
  workloads: readonly Workload[],
): WorkloadId[] {
  const ids = new Set(pods.map(pod => workloadOfPod(pod, snapshot.namespace)));
  return workloads
    .filter(
      ({ id, namespace, hostNetwork, podLabels, policyLabels }) =>
        ids.has(id) ||
        (namespace === null &&
          !hostNetwork &&
          matchesLabelSelector(policy.spec.podSelector, {
            ...podLabels,
            ...policyLabels,
          })),
    )
    .map(({ id }) => id);
}

function editsOf(expected: NetworkPolicy, live: NetworkPolicy): PolicyEdit[] {
  return policyEdits(expected.spec, live.spec).map(edit => ({
    ...edit,
    ...fieldOwner(live.metadata.managedFields, edit.path),
  }));
}

/** Whether an edit is about addresses alone, which are rendered from what was read of the cluster. */
function isAboutAddresses({ expected, actual }: PolicyEdit): boolean {
  return (
    canonical(withoutAddresses(expected)) ===
    canonical(withoutAddresses(actual))
  );
}

/** Whether the cluster's addresses are known, so that a difference in them means something. */
function addressesKnown(snapshot: Snapshot, spec: StackSpec): boolean {
  const apiServers =
    spec.network.apiServers.length > 0 || snapshot.facts.apiServers.length > 0;
  const nodes = spec.network.nodeCidrs.length > 0 || wasRead(snapshot, 'nodes');
  return apiServers && nodes;
}

function stateOf(
  rendered: NetworkPolicy,
  live: NetworkPolicy | undefined,
  edits: readonly PolicyEdit[],
  { snapshot, spec }: PolicyHealthInput,
): PolicyState {
  if (!wasRead(snapshot, 'networkPolicies')) {
    return 'unknown';
  }
  if (!live) {
    return 'missing';
  }
  if (edits.length === 0) {
    return 'inForce';
  }
  const mayBeNone =
    (!addressesKnown(snapshot, spec) && edits.every(isAboutAddresses)) ||
    (whyControllerUnknown(snapshot) !== undefined &&
      admitsIngressController(rendered, spec, snapshot.facts));
  return mayBeNone ? 'unknown' : 'edited';
}

function healthOfExpected(
  expected: ExpectedPolicy,
  live: NetworkPolicy | undefined,
  input: PolicyHealthInput,
): PolicyHealth {
  const { snapshot, workloads } = input;
  const pods = live ? podsSelectedBy(live, snapshot) : [];
  const edits = live ? editsOf(expected.rendered, live) : [];
  return {
    name: expected.name,
    role: expected.role,
    state: stateOf(expected.rendered, live, edits, input),
    purpose: expected.purpose,
    directions: policyTypesOf((live ?? expected.rendered).spec),
    selectedPods: pods.map(({ name }) => name),
    workloads: workloadsOfPolicy(expected.rendered, pods, snapshot, workloads),
    contractRows: expected.contractRows,
    edits,
  };
}

function healthOfForeign(
  live: NetworkPolicy,
  snapshot: Snapshot,
  workloads: readonly Workload[],
): PolicyHealth {
  const pods = podsSelectedBy(live, snapshot);
  return {
    name: live.metadata.name,
    role: 'foreign',
    state: 'inForce',
    purpose: isBridgePolicy(live)
      ? 'Temporary: lets everything through while policies go in or out.'
      : 'Not part of this stack.',
    directions: policyTypesOf(live.spec),
    selectedPods: pods.map(({ name }) => name),
    workloads: workloadsOfPolicy(live, pods, snapshot, workloads),
    contractRows: [],
    edits: [],
  };
}

/** What the policies of one Matrix cluster are judged by. */
export interface PolicyHealthInput {
  snapshot: Snapshot;
  spec: StackSpec;
  expected: readonly ExpectedPolicy[];
  workloads: readonly Workload[];
}

/** Every policy that the stack wants, then those of the namespace that it does not know. */
export function policyHealth(input: PolicyHealthInput): PolicyHealth[] {
  const { snapshot, expected, workloads } = input;
  const live = new Map(
    snapshot.networkPolicies.map(policy => [policy.metadata.name, policy]),
  );
  const known = new Set(expected.map(({ name }) => name));
  return [
    ...expected.map(policy =>
      healthOfExpected(policy, live.get(policy.name), input),
    ),
    ...snapshot.networkPolicies
      .filter(({ metadata }) => !known.has(metadata.name))
      .map(policy => healthOfForeign(policy, snapshot, workloads)),
  ];
}
