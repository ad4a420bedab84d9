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

import { Finding } from '../health/Finding';
import { HealthStatus, PolicyHealth, WorkloadHealth } from '../health/Health';
import { Snapshot } from '../snapshot/Snapshot';
import { Workload } from '../workloads/types';
import { podsOfWorkload } from './pods';
import { coreSources } from './overallStatus';
import { wereRead } from './reads';

/** Findings of the cluster or the namespace that leave no workload isolated. */
const concernAll: ReadonlySet<string> = new Set([
  'cni-not-enforcing',
  'default-deny-missing',
  'policy-bridge-left',
]);

function statusOf(
  workload: Workload,
  pods: number,
  findings: readonly Finding[],
  snapshot: Snapshot,
): HealthStatus {
  const own = findings.filter(
    ({ workloads, code }) =>
      workloads.includes(workload.id) || concernAll.has(code),
  );
  if (own.some(({ severity }) => severity === 'critical')) {
    return 'failing';
  }
  if (!wereRead(snapshot, coreSources)) {
    return 'unknown';
  }
  if (own.some(({ severity }) => severity === 'warning')) {
    return 'degraded';
  }
  return pods > 0 ? 'healthy' : 'unknown';
}

/** Each workload of the spec: its pods, what selects them, and how it is. */
export function workloadHealth(
  snapshot: Snapshot,
  workloads: readonly Workload[],
  policies: readonly PolicyHealth[],
  findings: readonly Finding[],
): WorkloadHealth[] {
  return workloads.map(workload => {
    const pods = podsOfWorkload(snapshot, workload.id);
    const names = new Set(
      pods
        .filter(({ namespace }) => namespace === snapshot.namespace)
        .map(({ name }) => name),
    );
    return {
      id: workload.id,
      title: workload.title,
      pods: pods.length,
      readyPods: pods.filter(({ ready }) => ready).length,
      policies: policies
        .filter(({ selectedPods }) => selectedPods.some(pod => names.has(pod)))
        .map(({ name }) => name),
      hostNetwork:
        workload.hostNetwork || pods.some(({ hostNetwork }) => hostNetwork),
      status: statusOf(workload, pods.length, findings, snapshot),
    };
  });
}
