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

import { EndSet, FlowSet, PortToTry } from './allowedFlows';
import { PolicyEngine } from './PolicyEngine';
import { Flow, FlowEndpoint } from './types';

/** @public */
export interface DiffFlowsOptions {
  /** Only flows with an end in this namespace. */
  namespace?: string;
  /** Tried beside the ports that destinations declare; all that the policies name when left out. */
  ports?: readonly PortToTry[];
  /** Tried as ends outside; one of each part of the address space that the policies tell apart when left out. */
  addresses?: readonly string[];
  /** Most flows to report in each list; 1000 when left out. */
  limit?: number;
}

/** Flows that one set of policies allows and another does not. @public */
export interface FlowsDiff {
  opened: readonly Flow[];
  closed: readonly Flow[];
  /** There are more flows than the limit. */
  truncated: boolean;
}

function textOf(end: FlowEndpoint): string {
  return 'ip' in end ? end.ip : `${end.namespace}/${end.name}`;
}

/** Source sets by destination and port, walked through only where they are needed. */
function byTarget(flows: Iterable<FlowSet>) {
  const targets = new Map<
    string,
    { to: FlowEndpoint; from: EndSet; set: FlowSet }
  >();
  for (const set of flows) {
    for (const to of set.to) {
      const key = `${textOf(to)} ${set.protocol} ${set.port}`;
      targets.set(key, { to, from: set.from, set });
    }
  }
  return targets;
}

/** Flows of `these` that are not among `those`. */
function* missingIn(
  these: ReturnType<typeof byTarget>,
  those: ReturnType<typeof byTarget>,
): Generator<Flow> {
  for (const [key, { to, from, set }] of these) {
    const there = new Set([...(those.get(key)?.from ?? [])].map(textOf));
    const own = textOf(to);
    for (const source of from) {
      const text = textOf(source);
      if (text !== own && !there.has(text)) {
        const { port, protocol } = set;
        yield { from: source, to, port, protocol };
      }
    }
  }
}

function take(
  flows: Iterable<Flow>,
  limit: number,
): { flows: Flow[]; truncated: boolean } {
  const taken: Flow[] = [];
  for (const flow of flows) {
    if (taken.length === limit) {
      return { flows: taken, truncated: true };
    }
    taken.push(flow);
  }
  return { flows: taken, truncated: false };
}

function uniquePorts(ports: readonly PortToTry[]): PortToTry[] {
  return [
    ...new Map(
      ports.map(port => [`${port.protocol} ${port.port}`, port]),
    ).values(),
  ];
}

/**
 * Flows that open and close between two engines: the same pods under other
 * policies, or other pods, too. An address outside stands for the part of the
 * address space, told apart by no policy, that begins with it.
 *
 * @public
 */
export function diffFlows(
  before: PolicyEngine,
  after: PolicyEngine,
  options: DiffFlowsOptions = {},
): FlowsDiff {
  const { namespace, limit = 1000 } = options;
  const engines = [before, after];
  const ports =
    options.ports ?? uniquePorts(engines.flatMap(({ terms }) => terms.ports));
  const addresses = options.addresses ?? [
    ...new Set(engines.flatMap(({ terms }) => terms.addresses)),
  ];
  const [old, now] = engines.map(engine =>
    byTarget(engine.allowedFlows({ namespace, ports, addresses })),
  );
  const opened = take(missingIn(now, old), limit);
  const closed = take(missingIn(old, now), limit);
  return {
    opened: opened.flows,
    closed: closed.flows,
    truncated: opened.truncated || closed.truncated,
  };
}
