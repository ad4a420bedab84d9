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
  PolicyEngine,
  PortToTry,
} from '@matrix-network/backstage-plugin-matrix-network-common';
import { ExitCode, exitCodes, Host } from '../Host';
import { ClusterObjects } from '../input/ClusterObjects';
import { readDocuments } from '../input/readDocuments';
import { readObjects } from '../input/readObjects';
import { collectFlows, FlowRow } from '../output/collectFlows';
import { table } from '../output/table';
import { warnAbout } from '../output/warnings';

/** Options of `evaluate`. */
export interface EvaluateOptions {
  external?: readonly string[];
  port?: readonly PortToTry[];
  output: 'json' | 'table';
}

/** Rows that go out at a time. */
const CHUNK = 10_000;

/** The evaluator over what files say. */
export function engineOf(objects: ClusterObjects): PolicyEngine {
  return compilePolicies(objects);
}

/** All allowed flows of what files say, sorted. */
export function evaluateObjects(
  objects: ClusterObjects,
  { external = [], port = [] }: Pick<EvaluateOptions, 'external' | 'port'>,
): Iterable<FlowRow> {
  const engine = engineOf(objects);
  return collectFlows(
    engine.allowedFlows({ addresses: external, ports: port }),
    [
      ...engine.pods.map(({ namespace, name }) => ({ namespace, name })),
      ...external.map(ip => ({ ip })),
    ],
  );
}

function writeJson(rows: Iterable<FlowRow>, host: Host): void {
  host.out('{"allowed": [');
  let lines: string[] = [];
  let separator = '\n';
  const flush = () => {
    if (lines.length > 0) {
      host.out(`${separator}${lines.join(',\n')}`);
      separator = ',\n';
      lines = [];
    }
  };
  for (const row of rows) {
    lines.push(`  ${JSON.stringify(row)}`);
    if (lines.length === CHUNK) {
      flush();
    }
  }
  flush();
  host.out(separator === '\n' ? ']}\n' : '\n]}\n');
}

/** `evaluate PATH…`: every flow that the policies allow. */
export function evaluate(
  paths: readonly string[],
  options: EvaluateOptions,
  host: Host,
): ExitCode {
  const objects = readObjects(readDocuments(paths));
  warnAbout(objects, host, options.external);
  const rows = evaluateObjects(objects, options);
  if (options.output === 'json') {
    writeJson(rows, host);
  } else {
    host.out(
      table(
        ['SOURCE', 'DESTINATION', 'PROTOCOL', 'PORT'],
        Array.from(rows, row => row.map(String)),
      ),
    );
  }
  return exitCodes.fine;
}
