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

import { Flow, FlowEndpoint, Verdict } from '../../policy';
import { ContractFlow, ContractPeer, ContractRow } from '../ContractRow';
import { addressesOpposite } from './addressesOpposite';
import { portsToTry } from './contractPorts';
import { ContractEnd, ExpandedPeer, expandPeer } from './expandPeer';
import { JudgeContext } from './JudgeContext';

/** One concrete flow of a row, judged. @public */
export interface JudgedFlow {
  flow: Flow;
  verdict: Verdict;
  /** Ends that no policy tells apart from those of the flow: the verdict is theirs, too. */
  alike: { from: readonly FlowEndpoint[]; to: readonly FlowEndpoint[] };
}

/** All that came out of judging one {@link ContractFlow}. */
export interface FlowJudgement {
  judged: JudgedFlow[];
  /** What was looked for and not found. */
  missing: string[];
  limits: string[];
}

type Pair = { from: ContractEnd; to: ContractEnd };

function isPod(
  end: FlowEndpoint,
): end is Extract<FlowEndpoint, { name: string }> {
  return 'name' in end;
}

function keyOf({ end, port }: ContractEnd, { engine }: JudgeContext): string {
  return isPod(end) ? `pod ${engine.groupOf(end)}` : `${end.ip} ${port}`;
}

/** Two of each group of pods: enough for a pair within the group, too. */
function distinctEnds(
  ends: readonly ContractEnd[],
  context: JudgeContext,
): ContractEnd[] {
  const counts = new Map<string, number>();
  return ends.filter(end => {
    const key = keyOf(end, context);
    const count = (counts.get(key) ?? 0) + 1;
    counts.set(key, count);
    return count <= 2;
  });
}

/** All ends of a side by what policies can tell of them. */
function endsByKey(
  peers: readonly ExpandedPeer[],
  context: JudgeContext,
): Map<string, FlowEndpoint[]> {
  const byKey = new Map<string, FlowEndpoint[]>();
  for (const end of peers.flatMap(({ ends }) => ends)) {
    const key = keyOf(end, context);
    byKey.set(key, [...(byKey.get(key) ?? []), end.end]);
  }
  return byKey;
}

function pairsOf(
  source: ExpandedPeer,
  destination: ExpandedPeer,
  row: ContractRow,
  context: JudgeContext,
): Pair[] {
  const sources = distinctEnds(source.ends, context);
  const destinations = distinctEnds(destination.ends, context);
  const pairs = sources.flatMap(from => destinations.map(to => ({ from, to })));
  const { ranges: sourceRanges } = source;
  const { ranges: destinationRanges } = destination;
  const inbound = sourceRanges
    ? destinations.flatMap(to =>
        addressesOpposite(to.end, sourceRanges, row.expectation, context).map(
          ip => ({ from: { end: { ip } }, to }),
        ),
      )
    : [];
  const outbound = destinationRanges
    ? sources.flatMap(from =>
        addressesOpposite(
          from.end,
          destinationRanges,
          row.expectation,
          context,
        ).map(ip => ({ from, to: { end: { ip } } })),
      )
    : [];
  return [...pairs, ...inbound, ...outbound];
}

function sameEnd(a: FlowEndpoint, b: FlowEndpoint): boolean {
  return (
    isPod(a) && isPod(b) && a.name === b.name && a.namespace === b.namespace
  );
}

/** Leaves one pair of those that no policy can tell apart; a pod and itself is no pair. */
function distinctPairs(pairs: readonly Pair[], context: JudgeContext): Pair[] {
  const seen = new Map<string, Pair>();
  pairs
    .filter(({ from, to }) => !sameEnd(from.end, to.end))
    .forEach(pair => {
      const key = `${keyOf(pair.from, context)} ${keyOf(pair.to, context)}`;
      if (!seen.has(key)) {
        seen.set(key, pair);
      }
    });
  return [...seen.values()];
}

function expandAll(peers: readonly ContractPeer[], context: JudgeContext) {
  return peers.map(peer => expandPeer(peer, context));
}

/** Judges each of the sources with each of the destinations on each of the ports. */
export function judgeFlow(
  row: ContractRow,
  { sources, destinations, ports }: ContractFlow,
  context: JudgeContext,
): FlowJudgement {
  const from = expandAll(sources, context);
  const to = expandAll(destinations, context);
  const pairs = from.flatMap(source =>
    to.flatMap(destination => pairsOf(source, destination, row, context)),
  );
  const likeFrom = endsByKey(from, context);
  const likeTo = endsByKey(to, context);
  const judged = distinctPairs(pairs, context).flatMap(pair => {
    const source = pair.from.end;
    const destination = pair.to.end;
    const own = pair.to.port ?? pair.from.port;
    const alike = {
      from: likeFrom.get(keyOf(pair.from, context)) ?? [source],
      to: likeTo.get(keyOf(pair.to, context)) ?? [destination],
    };
    return portsToTry(ports, own, context.engine, source, destination).map(
      ({ port, protocol }) => {
        const flow = { from: source, to: destination, port, protocol };
        return { flow, alike, verdict: context.engine.evaluate(flow) };
      },
    );
  });
  const expanded = [...from, ...to];
  return {
    judged,
    missing: expanded.flatMap(({ missing }) => missing ?? []),
    limits: expanded.flatMap(({ limit }) => limit ?? []),
  };
}
