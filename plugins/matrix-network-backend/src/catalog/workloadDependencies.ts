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
  ContractPeer,
  contractRows,
  WorkloadId,
} from '@matrix-network/backstage-plugin-matrix-network-common';

/**
 * Which workloads each workload needs to reach, from the flows of the
 * connectivity contract that must work.
 */
export function workloadDependencies(
  workload: WorkloadId,
  among: readonly WorkloadId[],
): WorkloadId[] {
  const needed = contractRows
    .filter(row => row.expectation === 'mustWork')
    .flatMap(row => row.flows)
    .filter(flow => flow.sources.some(peer => isWorkload(peer, workload)))
    .flatMap(flow => flow.destinations.flatMap(workloadOf));
  return among.filter(id => id !== workload && needed.includes(id));
}

function isWorkload(peer: ContractPeer, id: WorkloadId): boolean {
  return peer.kind === 'workload' && peer.workload === id;
}

function workloadOf(peer: ContractPeer): WorkloadId[] {
  return peer.kind === 'workload' ? [peer.workload] : [];
}
