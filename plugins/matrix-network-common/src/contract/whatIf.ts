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
import { diffFlows, FlowsDiff, PortToTry } from '../policy';
import { NetworkSnapshot } from '../snapshot/NetworkSnapshot';
import { StackSpec } from '../spec/StackSpec';
import { contractRowsOf } from './contractRows';
import { JudgeContext, judgeContext } from './judging/JudgeContext';
import { ContractJudgement, judgeRow } from './judging/judgeRow';

/** What another set of policies would change. @public */
export interface WhatIf extends FlowsDiff {
  /** Rows of the contract whose outcome changes. */
  rows: readonly { before: ContractJudgement; after: ContractJudgement }[];
}

/** What was compared, beside the result: for whoever puts it into words. */
export interface Comparison extends WhatIf {
  before: JudgeContext;
  /** Ports tried beside those that destinations declare. */
  ports: readonly PortToTry[];
}

/** Flows looked through in each direction; a workload's replicas count one by one. */
const MAX_FLOWS = 20_000;

function uniquePorts(contexts: readonly JudgeContext[]): PortToTry[] {
  const ports = contexts.flatMap(({ engine }) => engine.terms.ports);
  return [
    ...new Map(
      ports.map(port => [`${port.protocol} ${port.port}`, port]),
    ).values(),
  ];
}

/** Holds the policies that there are against others in their place. */
export function comparePolicies(
  snapshot: NetworkSnapshot,
  spec: StackSpec,
  policies: readonly NetworkPolicy[],
): Comparison {
  const before = judgeContext(snapshot, spec);
  const after = judgeContext({ ...snapshot, networkPolicies: policies }, spec);
  const ports = uniquePorts([before, after]);
  const diff = diffFlows(before.engine, after.engine, {
    namespace: snapshot.namespace,
    ports,
    limit: MAX_FLOWS,
  });
  const applying = contractRowsOf(spec).filter(row => row.appliesTo(spec));
  const rows = applying.flatMap(row => {
    const judged = {
      before: judgeRow(row, before),
      after: judgeRow(row, after),
    };
    return judged.before.outcome === judged.after.outcome ? [] : [judged];
  });
  return { ...diff, rows, before, ports };
}

/**
 * Which flows open and close, and which rows of the contract change, if these
 * were the NetworkPolicies of the Matrix namespace, and nothing else changed.
 * Nothing is applied. A pod without labels and one of a namespace that does
 * not exist yet are among the ends.
 *
 * @public
 */
export function whatIf(
  snapshot: NetworkSnapshot,
  spec: StackSpec,
  policies: readonly NetworkPolicy[],
): WhatIf {
  const { opened, closed, truncated, rows } = comparePolicies(
    snapshot,
    spec,
    policies,
  );
  return { opened, closed, truncated, rows };
}
