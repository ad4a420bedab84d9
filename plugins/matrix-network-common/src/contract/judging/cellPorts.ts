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
import { Verdict } from '../../policy';
import { PodSnapshot } from '../../snapshot/Snapshot';
import { Workload } from '../../workloads/types';
import type { ConnectivityState } from '../connectivityMatrix';
import { ContractPort } from '../ContractRow';
import { RowBetween } from '../rowsBetween';
import { JudgeContext } from './JudgeContext';

/** One port of a cell of the connectivity matrix. @public */
export interface ConnectivityPort {
  port: number;
  protocol: Protocol;
  /** What the pod or the workload calls it. */
  name?: string;
  /** What the contract says of it. */
  expected: 'mustWork' | 'mustNotWork' | 'unstated';
  state: ConnectivityState;
  /** The rows behind `expected`, by id. */
  rows: readonly string[];
  /** The pods and the verdict that decide the state. */
  example: { from: string; to: string; verdict: Verdict };
}

interface PortToJudge {
  port: number;
  protocol: Protocol;
  name?: string;
}

interface Tried {
  from: string;
  to: string;
  verdict: Verdict;
}

function listedPorts({ flow }: RowBetween): readonly ContractPort[] {
  return flow.ports.kind === 'listed' ? flow.ports.ports : [];
}

function coversPort(
  ports: readonly ContractPort[],
  tried: PortToJudge,
): boolean {
  return ports.some(
    ({ port, endPort = port, protocol }) =>
      protocol === tried.protocol &&
      port <= tried.port &&
      tried.port <= endPort,
  );
}

function speaksOf({ flow: { ports } }: RowBetween, tried: PortToJudge) {
  switch (ports.kind) {
    case 'listed':
      return coversPort(ports.ports, tried);
    case 'every':
      return !coversPort(ports.except, tried);
    default:
      return false;
  }
}

/** Declared, known and named ports, each once, lowest first. Of a range its first port stands for it. */
function portsToJudge(
  destinations: readonly PodSnapshot[],
  workload: Workload,
  between: readonly RowBetween[],
): PortToJudge[] {
  const ports = new Map<string, PortToJudge>();
  [
    ...workload.ports,
    ...destinations.flatMap(pod => pod.ports),
    ...between.flatMap(listedPorts),
  ].forEach((one: PortToJudge) => {
    const key = `${one.protocol} ${one.port}`;
    const { port, protocol } = one;
    const name = ports.get(key)?.name ?? one.name;
    ports.set(key, { port, protocol, ...(name !== undefined && { name }) });
  });
  return [...ports.values()].sort(
    (a, b) => a.port - b.port || a.protocol.localeCompare(b.protocol),
  );
}

/** One pair of those that no policy can tell apart. */
function distinctPairs(
  sources: readonly PodSnapshot[],
  destinations: readonly PodSnapshot[],
  { engine }: JudgeContext,
) {
  const pairs = new Map<string, { from: PodSnapshot; to: PodSnapshot }>();
  sources.forEach(from =>
    destinations
      .filter(to => to !== from)
      .forEach(to => {
        const key = `${engine.groupOf(from)} ${engine.groupOf(to)}`;
        if (!pairs.has(key)) {
          pairs.set(key, { from, to });
        }
      }),
  );
  return [...pairs.values()];
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
  if (expected === 'mustWork' && denied) {
    return { state: 'violation', example: denied };
  }
  if (allowed) {
    const state = expected === 'mustNotWork' ? 'violation' : 'allowed';
    return { state, example: allowed };
  }
  return denied
    ? { state: 'denied', example: denied }
    : { state: 'notJudgeable', example: tried[0] };
}

/** The ports of one cell of the connectivity matrix, judged over all distinct pairs of pods. */
export function cellPorts(
  sources: readonly PodSnapshot[],
  destinations: readonly PodSnapshot[],
  destination: Workload,
  between: readonly RowBetween[],
  context: JudgeContext,
): ConnectivityPort[] {
  const pairs = distinctPairs(sources, destinations, context);
  if (pairs.length === 0) {
    return [];
  }
  return portsToJudge(destinations, destination, between).map(one => {
    const { port, protocol } = one;
    const speaking = between.filter(row => speaksOf(row, one));
    const mustWork = speaking.some(({ row }) => row.expectation === 'mustWork');
    const stated = mustWork ? 'mustWork' : 'mustNotWork';
    const expected = speaking.length > 0 ? stated : 'unstated';
    const tried = pairs.map(({ from, to }) => ({
      from: `${from.namespace}/${from.name}`,
      to: `${to.namespace}/${to.name}`,
      verdict: context.engine.evaluate({ from, to, port, protocol }),
    }));
    return {
      ...one,
      expected,
      rows: speaking
        .filter(({ row }) => row.expectation === expected)
        .map(({ row }) => row.id),
      ...decide(tried, expected),
    };
  });
}
