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

import { Labels } from '../kubernetes/types';
import { ServiceSnapshot, Snapshot } from '../snapshot/Snapshot';
import { STACK_LABEL } from '../stack/types';
import { Workload } from '../workloads/types';
import { workloadOfPod } from '../workloads/workloadOfPod';
import { selectorTerms, SelectorTerms } from './selectorTerms';

/** On every probe pod and Job; its value is the operation's id. @public */
export const PROBE_LABEL = 'matrix-network.io/probe';

/** The labels of a source's probe pods, or why it can have none. */
export type ProbeLabels =
  | { status: 'safe'; labels: Labels }
  | { status: 'unsafe'; why: string };

function policyTerms(snapshot: Snapshot): SelectorTerms {
  return selectorTerms([
    ...snapshot.networkPolicies,
    ...snapshot.otherNetworkPolicies,
    ...snapshot.adminNetworkPolicies,
  ]);
}

function only(
  labels: Labels,
  keep: (key: string, value: string) => boolean,
): Labels {
  return Object.fromEntries(
    Object.entries(labels).filter(([key, value]) => keep(key, value)),
  );
}

/** Services that would send traffic to a pod with these labels although it is never ready. */
function publishing(labels: Labels, { services, namespace }: Snapshot) {
  return services.filter(
    (service: ServiceSnapshot) =>
      service.namespace === namespace &&
      service.publishNotReadyAddresses &&
      Object.keys(service.selector).length > 0 &&
      Object.entries(service.selector).every(
        ([key, value]) => labels[key] === value,
      ),
  );
}

/**
 * Labels with which a probe pod stands for a workload before every policy: of a
 * live pod's labels those that a policy asks for, and those that identify the
 * workload. The fewer they are, the fewer Services select the pod; where one
 * that publishes addresses of pods that are not ready would, labels that no
 * policy asks for are left out. If it still would, nothing is probed.
 */
export function probeLabels(
  workload: Workload | undefined,
  snapshot: Snapshot,
): ProbeLabels {
  if (snapshot.reads.services?.status !== 'ok') {
    return {
      status: 'unsafe',
      why: 'Services could not be read: one of them might send traffic to the probe pod',
    };
  }
  const terms = policyTerms(snapshot);
  const own = workload ? labelsOf(workload, terms, snapshot) : {};
  const needed = only(own, terms.tells);
  const candidates = [own, needed];
  const safe = candidates.find(
    labels => publishing(labels, snapshot).length === 0,
  );
  if (!safe) {
    const [service] = publishing(needed, snapshot);
    return {
      status: 'unsafe',
      why: `Service ${service.name} sends traffic to pods that are not ready (publishNotReadyAddresses), and would to the probe pod`,
    };
  }
  return {
    status: 'safe',
    labels: { ...safe, [STACK_LABEL]: snapshot.matrixCluster },
  };
}

function labelsOf(
  { id, podLabels, policyLabels }: Workload,
  terms: SelectorTerms,
  { pods, namespace }: Snapshot,
): Labels {
  const live = pods.find(
    pod => pod.namespace === namespace && workloadOfPod(pod, namespace) === id,
  );
  return live
    ? only(
        live.labels,
        (key, value) => key in podLabels || terms.tells(key, value),
      )
    : { ...podLabels, ...policyLabels };
}
