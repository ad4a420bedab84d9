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
import { isBridgePolicy, whyNotBridgeOf } from '../policies/bridgePolicy';
import { STACK_LABEL } from '../stack/types';
import { Flow, FlowEndpoint, PortToTry } from '../policy';
import { NetworkSnapshot } from '../snapshot/NetworkSnapshot';
import { StackSpec } from '../spec/StackSpec';
import { WorkloadId } from '../workloads/types';
import { ContractRowChange, FlowChange, FlowChanges } from './FlowChanges';
import { changedPortsText } from './judging/changedPorts';
import { Expectation } from './judging/expectationOf';
import { addressTitle, endTitle, workloadAt } from './judging/endTitle';
import { flowExpectations } from './judging/flowExpectations';
import { JudgeContext } from './judging/JudgeContext';
import { whyNotJudgeable } from './judging/readable';
import { comparePolicies, Comparison, WhatIf } from './whatIf';

interface Group {
  source: string;
  destination: string;
  workloads: Set<WorkloadId>;
  changed: PortToTry[];
  declared: PortToTry[];
  against: Set<string>;
}

/** Titles and declared ports of ends, looked up once each. */
class Ends {
  readonly #known = new Map<
    string,
    { title: string; workload?: WorkloadId; declared: readonly PortToTry[] }
  >();

  constructor(private readonly context: JudgeContext) {}

  of(end: FlowEndpoint) {
    const key = 'ip' in end ? end.ip : `${end.namespace}/${end.name}`;
    const known = this.#known.get(key) ?? this.#lookUp(end);
    this.#known.set(key, known);
    return known;
  }

  #lookUp(end: FlowEndpoint) {
    if ('ip' in end) {
      return { title: addressTitle(end.ip, this.context), declared: [] };
    }
    return {
      title: endTitle(end, this.context),
      workload: workloadAt(end, this.context),
      declared: this.context.podAt(end)?.ports ?? [],
    };
  }
}

interface Telling {
  ends: Ends;
  tried: readonly PortToTry[];
  expectationOf: (flow: Flow) => Expectation;
}

/** Flows of all replicas and addresses of the same names as one line each. */
function inWords(
  flows: readonly Flow[],
  unwanted: Expectation['expected'],
  { ends, tried, expectationOf }: Telling,
): FlowChange[] {
  const groups = new Map<string, Group>();
  for (const flow of flows) {
    const { from, to, port, protocol } = flow;
    const source = ends.of(from);
    const destination = ends.of(to);
    const key = JSON.stringify([source.title, destination.title]);
    const group: Group = groups.get(key) ?? {
      source: source.title,
      destination: destination.title,
      workloads: new Set(),
      changed: [],
      declared: [],
      against: new Set(),
    };
    [source.workload, destination.workload].forEach(
      id => id && group.workloads.add(id),
    );
    group.changed.push({ port, protocol });
    group.declared.push(...destination.declared);
    const { expected, rows } = expectationOf(flow);
    if (expected === unwanted) {
      rows.forEach(row => group.against.add(row));
    }
    groups.set(key, group);
  }
  return [...groups.values()].map(
    ({ source, destination, workloads, changed, declared, against }) => ({
      source,
      destination,
      workloads: [...workloads],
      ports: changedPortsText(changed, tried, declared),
      ...(against.size > 0 && { against: [...against] }),
    }),
  );
}

function rowChange({
  before,
  after,
}: WhatIf['rows'][number]): ContractRowChange {
  const { id, source, destination, ports, expectation } = after.row;
  return {
    row: id,
    source,
    destination,
    ports,
    expectation,
    before: before.outcome,
    after: after.outcome,
    explanation: after.explanation,
  };
}

function changesOf(comparison: Comparison): FlowChanges {
  const { opened, closed, truncated, rows, before, ports } = comparison;
  const telling: Telling = {
    ends: new Ends(before),
    tried: ports,
    expectationOf: flowExpectations(before),
  };
  return {
    opened: inWords(opened, 'mustNotWork', telling),
    closed: inWords(closed, 'mustWork', telling),
    rows: rows.map(rowChange),
    truncated,
  };
}

/**
 * The same as {@link whatIf}, in words: which workloads reach which others
 * that they did not, or no longer do, and what becomes of the contract.
 *
 * @public
 */
export function flowChangesOf(
  snapshot: NetworkSnapshot,
  spec: StackSpec,
  policies: readonly NetworkPolicy[],
): FlowChanges {
  const notJudgeable = whyNotJudgeable(snapshot);
  return notJudgeable === undefined
    ? changesOf(comparePolicies(snapshot, spec, policies))
    : { opened: [], closed: [], rows: [], truncated: false, notJudgeable };
}

/**
 * The policies of the Matrix namespace after an apply of the stack: its own in
 * place of those of their names, all others as they are. A bridge that was left
 * behind goes, unless it is known to be another Matrix cluster's.
 *
 * @public
 */
export function policiesAfterApply(
  { networkPolicies }: Pick<NetworkSnapshot, 'networkPolicies'>,
  rendered: readonly NetworkPolicy[],
): NetworkPolicy[] {
  const names = new Set(rendered.map(({ metadata }) => metadata.name));
  const owner = rendered[0]?.metadata.labels?.[STACK_LABEL];
  const isOutThen = (policy: NetworkPolicy) =>
    isBridgePolicy(policy) &&
    (owner === undefined || whyNotBridgeOf(policy, owner) === undefined);
  return [
    ...networkPolicies.filter(
      policy => !names.has(policy.metadata.name) && !isOutThen(policy),
    ),
    ...rendered,
  ];
}
