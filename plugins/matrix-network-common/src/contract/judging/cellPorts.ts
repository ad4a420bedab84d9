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

import { Protocol } from '../../kubernetes/types';
import { FlowEndpoint, Verdict } from '../../policy';
import type { ConnectivityState } from '../connectivityMatrix';
import { ContractPort } from '../ContractRow';
import { RowBetween } from '../rowsBetween';
import { addressesOpposite } from './addressesOpposite';
import { expectationOf } from './expectationOf';
import { JudgeContext } from './JudgeContext';
import { GroupedRef, MatrixEnd } from './matrixEnds';

/** One port of a cell of the connectivity matrix, or a range that no policy tells apart. @public */
export interface ConnectivityPort {
  port: number;
  /** Set for a range of ports that nobody declares. */
  endPort?: number;
  protocol: Protocol;
  /** What the pod or the workload calls it. */
  name?: string;
  /** What the contract says of it. */
  expected: 'mustWork' | 'mustNotWork' | 'unstated';
  state: ConnectivityState;
  /** The rows behind `expected`, by id. */
  rows: readonly string[];
  /** The ends and the verdict that decide the state. */
  example: { from: FlowEndpoint; to: FlowEndpoint; verdict: Verdict };
}

interface PortToJudge {
  port: number;
  endPort?: number;
  protocol: Protocol;
  name?: string;
}

interface Pair {
  from: FlowEndpoint;
  to: FlowEndpoint;
}

type Tried = Pair & { verdict: Verdict };

const PROTOCOLS: readonly Protocol[] = ['TCP', 'UDP', 'SCTP'];
const LAST_PORT = 65535;
/** Stands for all ports where none is known and none is open. */
const EVERY_PORT: PortToJudge = {
  port: 1,
  endPort: LAST_PORT,
  protocol: 'TCP',
};

function listedPorts({ flow }: RowBetween): readonly ContractPort[] {
  return flow.ports.kind === 'listed' ? flow.ports.ports : [];
}

function keyOf({ port, protocol }: PortToJudge): string {
  return `${protocol} ${port}`;
}

function byNumber(a: PortToJudge, b: PortToJudge): number {
  return a.port - b.port || a.protocol.localeCompare(b.protocol);
}

/** Declared, known and named ports, each once, lowest first. Of a range its first port stands for it. */
function knownPorts(
  destination: MatrixEnd,
  between: readonly RowBetween[],
): PortToJudge[] {
  const ports = new Map<string, PortToJudge>();
  // A stranger's own ports are many and nobody's concern; rows name those that matter.
  const own =
    destination.kind === 'stranger'
      ? []
      : destination.livePods.flatMap(pod => pod.ports);
  [...destination.ports, ...own, ...between.flatMap(listedPorts)].forEach(
    (one: PortToJudge) => {
      const key = keyOf(one);
      const { port, protocol } = one;
      const name = ports.get(key)?.name ?? one.name;
      ports.set(key, { port, protocol, ...(name !== undefined && { name }) });
    },
  );
  return [...ports.values()].sort(byNumber);
}

function podPairs(source: MatrixEnd, destination: MatrixEnd): Pair[] {
  const pairs = new Map<string, Pair>();
  for (const from of source.refs) {
    for (const to of destination.refs) {
      const key = `${from.group} ${to.group}`;
      const same =
        from.end.namespace === to.end.namespace &&
        from.end.name === to.end.name;
      if (!same && !pairs.has(key)) {
        pairs.set(key, { from: from.end, to: to.end });
      }
    }
  }
  return [...pairs.values()];
}

/** One pod of each group of an end. */
function groupsOf({ refs }: MatrixEnd): GroupedRef[] {
  return [...new Map(refs.map(ref => [ref.group, ref])).values()];
}

function pairsOf(
  source: MatrixEnd,
  destination: MatrixEnd,
  expected: ConnectivityPort['expected'],
  context: JudgeContext,
): Pair[] {
  const opposite = ({ ranges }: MatrixEnd, { end }: GroupedRef) =>
    ranges ? addressesOpposite(end, ranges, expected, context) : [];
  return [
    ...podPairs(source, destination),
    ...(source.ranges ? groupsOf(destination) : []).flatMap(ref =>
      opposite(source, ref).map(ip => ({ from: { ip }, to: ref.end })),
    ),
    ...(destination.ranges ? groupsOf(source) : []).flatMap(ref =>
      opposite(destination, ref).map(ip => ({ from: ref.end, to: { ip } })),
    ),
  ];
}

/** The verdict to show, and what it comes to under what the contract expects. */
function decide(
  tried: readonly Tried[],
  expected: ConnectivityPort['expected'],
): { state: ConnectivityState; example: Tried } {
  const first = (outcome: Verdict['outcome']) =>
    tried.find(({ verdict }) => verdict.outcome === outcome);
  const allowed = first('allowed');
  const denied = first('denied');
  const open = first('undefined');
  if (expected === 'mustWork' && denied) {
    return { state: 'violation', example: denied };
  }
  if (expected === 'mustNotWork' && allowed) {
    return { state: 'violation', example: allowed };
  }
  // What is undefined for some pods is not shown as well for all.
  if (open) {
    return { state: 'notJudgeable', example: open };
  }
  return allowed
    ? { state: 'allowed', example: allowed }
    : { state: 'denied', example: denied ?? tried[0] };
}

/**
 * Ranges of ports that nobody declares or names, but that are open all the
 * same: a closed one is what anybody would expect and not worth a line.
 */
function openRanges(
  pairs: readonly Pair[],
  known: readonly PortToJudge[],
  { engine }: JudgeContext,
): PortToJudge[] {
  const isKnown = new Set(known.map(keyOf));
  const open = new Map<string, PortToJudge>();
  for (const { from, to } of pairs) {
    for (const protocol of PROTOCOLS) {
      const starts = [...engine.distinctPorts(from, to, protocol)].sort(
        (a, b) => a - b,
      );
      starts.forEach((port, index) => {
        const key = keyOf({ port, protocol });
        if (
          !isKnown.has(key) &&
          engine.evaluate({ from, to, port, protocol }).outcome === 'allowed'
        ) {
          const endPort = (starts[index + 1] ?? LAST_PORT + 1) - 1;
          const before = open.get(key)?.endPort ?? 0;
          open.set(key, { port, protocol, endPort: Math.max(before, endPort) });
        }
      });
    }
  }
  return [...open.values()].sort(byNumber);
}

/** The ports of one cell of the connectivity matrix, judged over all distinct pairs of ends. */
export function cellPorts(
  source: MatrixEnd,
  destination: MatrixEnd,
  between: readonly RowBetween[],
  context: JudgeContext,
): ConnectivityPort[] {
  const known = knownPorts(destination, between);
  const pairs = pairsOf(source, destination, 'unstated', context);
  const ports = [...known, ...openRanges(pairs, known, context)];
  return (ports.length > 0 ? ports : [EVERY_PORT]).flatMap(one => {
    const { port, protocol } = one;
    const { expected, rows } = expectationOf(between, one);
    const tried = (
      expected === 'mustWork'
        ? pairsOf(source, destination, expected, context)
        : pairs
    ).map(pair => ({
      ...pair,
      verdict: context.engine.evaluate({ ...pair, port, protocol }),
    }));
    return tried.length > 0
      ? [{ ...one, expected, rows, ...decide(tried, expected) }]
      : [];
  });
}
