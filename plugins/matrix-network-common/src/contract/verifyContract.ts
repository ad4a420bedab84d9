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

import { ContractRowHealth } from '../health/Health';
import { NetworkSnapshot } from '../snapshot/NetworkSnapshot';
import { StackSpec } from '../spec/StackSpec';
import { WorkloadId } from '../workloads/types';
import { ContractPeer, ContractRow } from './ContractRow';
import { contractRowsOf } from './contractRows';
import { judgeContext } from './judging/JudgeContext';
import { ContractJudgement, judgeRow } from './judging/judgeRow';
import { whyNotJudgeable } from './judging/readable';

/**
 * Holds rows of the connectivity contract against the pods and policies of a
 * snapshot. Rows that do not apply to the spec are left out.
 *
 * @param rows - those that ship with the product and the team's own, unless given
 * @public
 */
export function judgeContract(
  snapshot: NetworkSnapshot,
  spec: StackSpec,
  rows: readonly ContractRow[] = contractRowsOf(spec),
): ContractJudgement[] {
  const applying = rows.filter(row => row.appliesTo(spec));
  const why = whyNotJudgeable(snapshot);
  if (why !== undefined) {
    return applying.map(row => ({
      row,
      outcome: 'notJudgeable',
      explanation: why,
      violations: [],
      judged: 0,
    }));
  }
  const context = judgeContext(snapshot, spec);
  return applying.map(row => judgeRow(row, context));
}

function workloadsIn(peers: readonly ContractPeer[]): WorkloadId[] {
  return [
    ...new Set(
      peers.flatMap(peer => (peer.kind === 'workload' ? [peer.workload] : [])),
    ),
  ];
}

function toHealth({
  row,
  outcome,
  explanation,
  broken,
  isUnproven,
}: ContractJudgement): ContractRowHealth {
  return {
    row: row.id,
    source: row.source,
    destination: row.destination,
    ports: row.ports,
    expectation: row.expectation,
    why: row.why,
    policies: row.policies,
    outcome,
    explanation,
    ...(broken && { broken }),
    ...(isUnproven && { isUnproven }),
    sourceWorkloads: workloadsIn(row.flows.flatMap(({ sources }) => sources)),
    destinationWorkloads: workloadsIn(
      row.flows.flatMap(({ destinations }) => destinations),
    ),
  };
}

/**
 * Says for each row of the connectivity contract whether it holds, is violated
 * (by which flow, and which rule decides it) or cannot be judged, and why.
 *
 * Every pair of source and destination is tried: a row that must work is
 * violated by one denied flow, a row that must not by one allowed flow. What
 * could not be read never holds.
 *
 * @public
 */
export function verifyContract(
  snapshot: NetworkSnapshot,
  spec: StackSpec,
): ContractRowHealth[] {
  return judgeContract(snapshot, spec).map(toHealth);
}
