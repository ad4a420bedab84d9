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

import {
  compilePolicies,
  diffFlows,
  Flow,
  FlowsDiff,
  PortToTry,
  StackSpec,
} from '@matrix-network/backstage-plugin-matrix-network-common';
import { ExitCode, exitCodes, Host } from '../Host';
import { ClusterObjects } from '../input/ClusterObjects';
import { readDocuments } from '../input/readDocuments';
import { readObjects } from '../input/readObjects';
import { defaultSpec, readSpecFile } from '../input/specFile';
import { endText } from '../output/collectFlows';
import { table } from '../output/table';
import { warnAbout } from '../output/warnings';
import { assumedPods } from '../verify/assumedPods';

/** Options of `diff`. */
export interface DiffOptions {
  with?: readonly string[];
  file?: string;
  external?: readonly string[];
  port?: readonly PortToTry[];
  limit: number;
  exitCode?: boolean;
  output: 'json' | 'table';
}

interface Side {
  objects: ClusterObjects;
  pods: ClusterObjects['pods'];
  namespaces: ClusterObjects['namespaces'];
}

function orOther<T>(own: readonly T[], other: readonly T[]): T[] {
  return [...(own.length > 0 ? own : other)];
}

/** A side that declares no pods or no Namespaces is judged over those of the other. */
function sidesOf(
  before: ClusterObjects,
  after: ClusterObjects,
  spec: StackSpec,
  host: Host,
): [Side, Side] {
  const nobody = before.pods.length + after.pods.length === 0;
  const installed = { ...before.installed, ...after.installed };
  const assumed = nobody ? assumedPods([], spec, installed) : [];
  if (nobody) {
    host.err(
      `warning: neither side has pods: flows are those between the workloads of Matrix cluster ${spec.name} in namespace ${spec.namespace}`,
    );
  }
  const side = (own: ClusterObjects, other: ClusterObjects): Side => ({
    objects: own,
    pods: nobody ? assumed : orOther(own.pods, other.pods),
    namespaces: orOther(own.namespaces, other.namespaces),
  });
  return [side(before, after), side(after, before)];
}

function flowRow({ from, to, protocol, port }: Flow) {
  return [endText(from), endText(to), protocol, port] as const;
}

function sorted(flows: readonly Flow[]) {
  return flows.map(flowRow).sort((a, b) => {
    const index = a.findIndex((cell, at) => cell !== b[at]);
    if (index < 0) {
      return 0;
    }
    return index === 3 ? a[3] - b[3] : Number(a[index] > b[index]) * 2 - 1;
  });
}

function print(
  { opened, closed, truncated }: FlowsDiff,
  { output }: DiffOptions,
  host: Host,
): void {
  if (output === 'json') {
    const rows = { opened: sorted(opened), closed: sorted(closed), truncated };
    host.out(`${JSON.stringify(rows, undefined, 2)}\n`);
    return;
  }
  const rows = (change: string, flows: readonly Flow[]) =>
    sorted(flows).map(row => [change, ...row.map(String)]);
  host.out(
    table(
      ['CHANGE', 'SOURCE', 'DESTINATION', 'PROTOCOL', 'PORT'],
      [...rows('opened', opened), ...rows('closed', closed)],
    ),
  );
  if (truncated) {
    host.err('warning: there are more flows than --limit');
  }
}

/** `diff OLD NEW`: flows that open and close. */
export function diff(
  oldPath: string,
  newPath: string,
  options: DiffOptions,
  host: Host,
): ExitCode {
  const common = options.with ?? [];
  const [before, after] = [oldPath, newPath].map(path =>
    readObjects(readDocuments([...common, path])),
  );
  const spec = options.file ? readSpecFile(options.file) : defaultSpec();
  const sides = sidesOf(before, after, spec, host);
  warnAbout(
    {
      warnings: [...new Set(sides.flatMap(({ objects }) => objects.warnings))],
      pods: sides[1].pods,
    },
    host,
  );
  const [old, now] = sides.map(({ objects, pods, namespaces }) =>
    compilePolicies({ ...objects, pods, namespaces }),
  );
  const difference = diffFlows(old, now, {
    limit: options.limit,
    ...(options.external && { addresses: options.external }),
    ...(options.port && { ports: options.port }),
  });
  print(difference, options, host);
  const differs = difference.opened.length + difference.closed.length > 0;
  return options.exitCode && differs ? exitCodes.violations : exitCodes.fine;
}
