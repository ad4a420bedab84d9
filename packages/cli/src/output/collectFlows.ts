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

import { InputError } from '@backstage/errors';
import {
  FlowEndpoint,
  FlowSet,
  Protocol,
} from '@matrix-network/backstage-plugin-matrix-network-common';

/** One allowed flow: source, destination, protocol, port. */
export type FlowRow = readonly [string, string, Protocol, number];

/** In the order of their names. */
const protocols: readonly Protocol[] = ['SCTP', 'TCP', 'UDP'];
const PORTS = 65_536;
/** Most flows that are listed: about 2 GB of text. */
const MOST = 50_000_000;

/** `namespace/name`, or the address. */
export function endText(end: FlowEndpoint): string {
  return 'ip' in end ? end.ip : `${end.namespace}/${end.name}`;
}

function compareText(a: string, b: string): number {
  if (a === b) {
    return 0;
  }
  return a < b ? -1 : 1;
}

/** A flow's destination, protocol and port as one number that sorts as they do. */
function pack(end: number, protocol: Protocol, port: number): number {
  return (end * protocols.length + protocols.indexOf(protocol)) * PORTS + port;
}

/** Numbers of the ends by name, in the order of their names. */
function numbered(names: readonly string[]) {
  const sorted = [...new Set(names)].sort(compareText);
  return { sorted, numberOf: new Map(sorted.map((name, at) => [name, at])) };
}

/**
 * Flows one by one, sorted; without those of a pod with itself and between two
 * addresses outside. Held as numbers, since there can be millions.
 *
 * @param ends - every pod and address that can be an end
 * @throws InputError for more than fifty million flows
 */
export function* collectFlows(
  sets: Iterable<FlowSet>,
  ends: readonly FlowEndpoint[],
): Generator<FlowRow> {
  const { sorted, numberOf } = numbered(ends.map(endText));
  const bySource = sorted.map((): number[] => []);
  const isPod = new Set(
    ends
      .filter(end => !('ip' in end))
      .map(end => numberOf.get(endText(end)) ?? -1),
  );
  let count = 0;
  for (const { from, to, port, protocol } of sets) {
    const sources = [...from].map(end => numberOf.get(endText(end)) ?? -1);
    for (const destination of to) {
      const target = numberOf.get(endText(destination)) ?? -1;
      for (const source of sources) {
        if (source !== target && (isPod.has(source) || isPod.has(target))) {
          bySource[source].push(pack(target, protocol, port));
          count += 1;
        }
      }
    }
    if (count > MOST) {
      throw new InputError(
        `There are more than ${MOST} allowed flows; give fewer pods or ports`,
      );
    }
  }
  for (const [source, packed] of bySource.entries()) {
    for (const flow of Float64Array.from(packed).sort()) {
      const port = flow % PORTS;
      const rest = (flow - port) / PORTS;
      const protocol = rest % protocols.length;
      yield [
        sorted[source],
        sorted[(rest - protocol) / protocols.length],
        protocols[protocol],
        port,
      ];
    }
  }
}
