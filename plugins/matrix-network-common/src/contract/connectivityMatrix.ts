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

import { NetworkSnapshot } from '../snapshot/NetworkSnapshot';
import { StackSpec } from '../spec/StackSpec';
import { ConnectivityEnd, ConnectivityEndId } from './ConnectivityEnd';
import { contractRowsOf } from './contractRows';
import { cellPorts, ConnectivityPort } from './judging/cellPorts';
import { JudgeContext, judgeContext } from './judging/JudgeContext';
import { MatrixEnd, matrixEnds } from './judging/matrixEnds';
import { whyNotJudgeable } from './judging/readable';
import { RowBetween, rowFlows, rowsBetween } from './rowsBetween';

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

/** What one end reaches of another. @public */
export interface ConnectivityCell {
  source: ConnectivityEndId;
  destination: ConnectivityEndId;
  state: ConnectivityState;
  /**
   * Ports of the destination: declared, known of the workload, named by a row,
   * and ranges that are open though nobody declares them.
   */
  ports: readonly ConnectivityPort[];
  /** Rows of the contract about the two, by id. */
  rows: readonly string[];
  /** Why nothing can be said, where it can't. */
  why?: string;
}

/** Who reaches whom: workloads, their neighbours and strangers. @public */
export interface ConnectivityMatrix {
  ends: readonly ConnectivityEnd[];
  /**
   * Row by row: all destinations of the first source come first. Cells with no
   * end in the Matrix namespace are left out, as are those of a single pod with itself.
   */
  cells: readonly ConnectivityCell[];
}

/** The worst that any port says; what can't be told before what is well, open before closed. */
function stateOf(ports: readonly ConnectivityPort[]): ConnectivityState {
  const order = ['violation', 'notJudgeable', 'allowed', 'denied'] as const;
  return (
    order.find(state => ports.some(port => port.state === state)) ??
    'notJudgeable'
  );
}

function whyNoPorts(source: MatrixEnd, destination: MatrixEnd): string {
  const absent = [source, destination].find(({ refs }) => refs.length === 0);
  return absent
    ? `${absent.title} has no pod.`
    : `${source.title} has one pod only.`;
}

/** One end at least must be of the Matrix namespace: nothing else is the stack's concern. */
function concernsMatrix(source: MatrixEnd, destination: MatrixEnd): boolean {
  const inside = ({ kind, id }: MatrixEnd) =>
    kind === 'workload' || id === 'unlabelled-pod' || id === 'unknown-pods';
  return inside(source) || inside(destination);
}

/** A workload of one pod has no flow within itself; nor has the pod that is thought up. */
function isSinglePod(source: MatrixEnd, destination: MatrixEnd): boolean {
  return source === destination && source.refs.length <= 1;
}

function cellOf(
  source: MatrixEnd,
  destination: MatrixEnd,
  flows: readonly RowBetween[],
  context: JudgeContext,
  unreadable: string | undefined,
): ConnectivityCell {
  const between = rowsBetween(flows, source, destination);
  const cell = {
    source: source.id,
    destination: destination.id,
    rows: [...new Set(between.map(({ row }) => row.id))],
  };
  if (unreadable !== undefined) {
    return { ...cell, state: 'notJudgeable', ports: [], why: unreadable };
  }
  const ports = cellPorts(source, destination, between, context);
  return ports.length > 0
    ? { ...cell, state: stateOf(ports), ports }
    : {
        ...cell,
        state: 'notJudgeable',
        ports,
        why: whyNoPorts(source, destination),
      };
}

/**
 * What every end reaches of every other, held against the contract: the data
 * of a page that shows who can reach whom, and why.
 *
 * @public
 */
export function connectivityMatrix(
  snapshot: NetworkSnapshot,
  spec: StackSpec,
): ConnectivityMatrix {
  const flows = rowFlows(contractRowsOf(spec), spec, snapshot.facts);
  const unreadable = whyNotJudgeable(snapshot);
  const context = judgeContext(snapshot, spec);
  const ends = matrixEnds(context);
  return {
    ends: ends.map(({ id, title, kind, pods }) => ({ id, title, kind, pods })),
    cells: ends.flatMap(source =>
      ends
        .filter(
          destination =>
            concernsMatrix(source, destination) &&
            !isSinglePod(source, destination),
        )
        .map(destination =>
          cellOf(source, destination, flows, context, unreadable),
        ),
    ),
  };
}
