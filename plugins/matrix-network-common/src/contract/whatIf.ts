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
import { compilePolicies, diffFlows, FlowsDiff } from '../policy';
import { NetworkSnapshot } from '../snapshot/NetworkSnapshot';
import { StackSpec } from '../spec/StackSpec';
import { ContractJudgement } from './judging/judgeRow';
import { judgeContract } from './verifyContract';

/** What another set of policies would change. @public */
export interface WhatIf extends FlowsDiff {
  /** Rows of the contract whose outcome changes. */
  rows: readonly { before: ContractJudgement; after: ContractJudgement }[];
}

function engineOf(
  snapshot: NetworkSnapshot,
  policies: readonly NetworkPolicy[],
) {
  return compilePolicies({
    namespaces: snapshot.namespaces,
    pods: snapshot.pods,
    policies: [...policies, ...snapshot.otherNetworkPolicies],
    adminPolicies: snapshot.adminNetworkPolicies,
  });
}

/**
 * Which flows open and close, and which rows of the contract change, if these
 * were the NetworkPolicies of the Matrix namespace, and nothing else changed.
 * Nothing is applied.
 *
 * @public
 */
export function whatIf(
  snapshot: NetworkSnapshot,
  spec: StackSpec,
  policies: readonly NetworkPolicy[],
): WhatIf {
  const diff = diffFlows(
    engineOf(snapshot, snapshot.networkPolicies),
    engineOf(snapshot, policies),
    { namespace: snapshot.namespace },
  );
  const before = judgeContract(snapshot, spec);
  const after = judgeContract({ ...snapshot, networkPolicies: policies }, spec);
  return {
    ...diff,
    rows: before.flatMap((row, index) =>
      row.outcome === after[index].outcome
        ? []
        : [{ before: row, after: after[index] }],
    ),
  };
}
