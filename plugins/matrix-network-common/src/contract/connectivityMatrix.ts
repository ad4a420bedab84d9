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

import { Snapshot } from '../snapshot/Snapshot';
import { StackSpec } from '../spec/StackSpec';
import { Workload, WorkloadId } from '../workloads/types';
import { workloadsOf } from '../workloads/workloadsOf';
import { contractRowsOf } from './contractRows';
import { cellPorts, ConnectivityPort } from './judging/cellPorts';
import { JudgeContext, judgeContext } from './judging/JudgeContext';
import { whyNotJudgeable } from './judging/readable';
import { rowsBetween } from './rowsBetween';

/**
 * How a cell or a port stands: open as it should be, or with nothing said
 * against it; closed likewise; against the contract; or not to be told.
 * @public
 */
export type ConnectivityState =
  | 'allowed'
  | 'denied'
  | 'violation'
  | 'notJudgeable';

/** What one workload reaches of another. @public */
export interface ConnectivityCell {
  source: WorkloadId;
  destination: WorkloadId;
  state: ConnectivityState;
  /** Ports of the destination: declared, known of the workload, or named by a row. */
  ports: readonly ConnectivityPort[];
  /** Rows of the contract about the two, by id. */
  rows: readonly string[];
  /** Why nothing can be said, where it can't. */
  why?: string;
}

/** Workloads × workloads. @public */
export interface ConnectivityMatrix {
  workloads: readonly { id: WorkloadId; title: string; pods: number }[];
  /** Row by row: all destinations of the first source come first. */
  cells: readonly ConnectivityCell[];
}

/** The worst that any port says; open before closed, since one open port is what counts. */
function stateOf(ports: readonly ConnectivityPort[]): ConnectivityState {
  const order = ['violation', 'allowed', 'denied'] as const;
  return (
    order.find(state => ports.some(port => port.state === state)) ??
    'notJudgeable'
  );
}

function podsOf({ id, namespace }: Workload, context: JudgeContext) {
  const home = namespace ?? context.snapshot.namespace;
  return context.pods.filter(
    pod => pod.namespace === home && context.workloadOf(pod) === id,
  );
}

function whyNoPods(
  source: Workload,
  destination: Workload,
  context: JudgeContext,
): string {
  const absent = [source, destination].find(
    workload => podsOf(workload, context).length === 0,
  );
  return absent
    ? `${absent.title} has no pod.`
    : `${source.title} has one pod only.`;
}

/**
 * What every workload reaches of every other, held against the contract: the
 * data of a page that shows who can reach whom, and why.
 *
 * @public
 */
export function connectivityMatrix(
  snapshot: Snapshot,
  spec: StackSpec,
): ConnectivityMatrix {
  const workloads = workloadsOf(spec);
  const rows = contractRowsOf(spec);
  const unreadable = whyNotJudgeable(snapshot);
  const context = judgeContext(snapshot, spec);
  const cellOf = (source: Workload, destination: Workload) => {
    const between = rowsBetween(rows, spec, source, destination);
    const cell = {
      source: source.id,
      destination: destination.id,
      rows: [...new Set(between.map(({ row }) => row.id))],
    };
    if (unreadable !== undefined) {
      const state = 'notJudgeable' as const;
      return { ...cell, state, ports: [], why: unreadable };
    }
    const ports = cellPorts(
      podsOf(source, context),
      podsOf(destination, context),
      destination,
      between,
      context,
    );
    const why =
      ports.length === 0 ? whyNoPods(source, destination, context) : undefined;
    return { ...cell, state: stateOf(ports), ports, why };
  };
  return {
    workloads: workloads.map(workload => ({
      id: workload.id,
      title: workload.title,
      pods: podsOf(workload, context).length,
    })),
    cells: workloads.flatMap(source =>
      workloads.map(destination => cellOf(source, destination)),
    ),
  };
}
