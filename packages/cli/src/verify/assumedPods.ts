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
  InstalledComponents,
  installedWorkloads,
  PodSnapshot,
  StackSpec,
  Workload,
  workloadOfPod,
  workloadsOf,
} from '@matrix-network/backstage-plugin-matrix-network-common';

function podOf(workload: Workload, matrixNamespace: string): PodSnapshot {
  return {
    namespace: workload.namespace ?? matrixNamespace,
    name: workload.id,
    labels: { ...workload.podLabels, ...workload.policyLabels },
    ips: [],
    hostNetwork: workload.hostNetwork,
    phase: 'Running',
    ready: true,
    terminating: false,
    ports: workload.ports.map(({ name, port, protocol }) => ({
      name,
      port,
      protocol,
    })),
  };
}

/**
 * A pod for each workload of the spec that has none among these: a folder of
 * policies rarely holds the whole cluster, and the contract speaks of all of it.
 * What others have installed is where they have it.
 */
export function assumedPods(
  pods: readonly PodSnapshot[],
  spec: StackSpec,
  installed: InstalledComponents,
): PodSnapshot[] {
  const ofOthers = installedWorkloads(installed);
  const there = new Set(
    pods.map(pod => workloadOfPod(pod, spec.namespace, ofOthers)),
  );
  const names = new Set(pods.map(pod => `${pod.namespace}/${pod.name}`));
  return workloadsOf(spec, installed)
    .filter(({ id }) => !there.has(id))
    .map(workload => podOf(workload, spec.namespace))
    .filter(({ namespace, name }) => !names.has(`${namespace}/${name}`));
}
