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

import { ContractRow } from '../contract/ContractRow';
import { contractRowsOf } from '../contract/contractRows';
import { Snapshot } from '../snapshot/Snapshot';
import { StackSpec } from '../spec/StackSpec';
import { addControls } from './addControls';
import { PlanBuilder } from './PlanBuilder';
import { ProbeContext, probeContext } from './ProbeContext';
import { ProbeFlow, ProbePlan, ProbeSelection } from './types';

/**
 * Who reaches key_vault, the databases, Redis and MinIO; what the LI instance
 * reaches; and that the needed flows beside them work.
 */
const ISOLATION_ROWS = [
  ...['N1', 'N2', 'N3', 'N7', 'N8', 'N11', 'N12', 'N13'],
  ...['F3', 'F4', 'F5', 'F6', 'F18', 'F20'],
];

/** @public */
export interface PlanProbesOptions {
  /** Hosts of the internet that probes may connect to; rows about the internet are skipped without one. */
  internetTargets?: readonly { host: string; port: number }[];
}

function selectedRows(
  selection: ProbeSelection,
  spec: StackSpec,
): ContractRow[] {
  const rows = contractRowsOf(spec).filter(row => row.appliesTo(spec));
  switch (selection.kind) {
    case 'isolation':
      return rows.filter(({ id }) => ISOLATION_ROWS.includes(id));
    case 'rows':
      return rows.filter(({ id }) => selection.rows.includes(id));
    case 'contract':
      return rows;
    default:
      return [];
  }
}

/** What the contract says of a flow that was asked for by itself. */
function expectationIn(contract: ReadonlyMap<string, ProbeFlow>) {
  return ({ id }: ProbeFlow): Pick<ProbeFlow, 'rows' | 'expected'> => {
    const same = contract.get(id);
    return same
      ? { rows: same.rows, expected: same.expected }
      : { rows: [], expected: 'unstated' };
  };
}

/**
 * Which probe pods to start and what each is to try, with the verdict that the
 * policies of the snapshot give it. A flow that the policies deny gets a
 * control beside it: a flow that they allow to the same target.
 *
 * @public
 */
export function planProbes(
  snapshot: Snapshot,
  spec: StackSpec,
  selection: ProbeSelection,
  { internetTargets = [] }: PlanProbesOptions = {},
): ProbePlan {
  const context = probeContext(snapshot, spec, internetTargets);
  const builder = new PlanBuilder(context);
  if (selection.kind === 'flow') {
    const contract = new PlanBuilder(context);
    selectedRows({ kind: 'contract' }, spec).forEach(row =>
      contract.addRow(row),
    );
    builder.addFlow(selection, expectationIn(contract.flows));
  } else {
    selectedRows(selection, spec).forEach(row => builder.addRow(row));
  }
  const flows = addControls([...builder.flows.values()], context);
  return {
    namespace: snapshot.namespace,
    sources: bySource(flows, context),
    skipped: [...builder.skipped.values()],
  };
}

function bySource(
  flows: readonly ProbeFlow[],
  context: ProbeContext,
): ProbePlan['sources'] {
  const ids = [...new Set(flows.map(({ source }) => source))];
  return ids.flatMap(id => {
    const source = context.sourceOf(id);
    return 'why' in source
      ? []
      : [
          {
            id,
            title: source.title,
            labels: source.labels,
            flows: flows.filter(flow => flow.source === id),
          },
        ];
  });
}
