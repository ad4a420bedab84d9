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

import { ContractRowHealth } from '@matrix-network/backstage-plugin-matrix-network-common';

/** Ends and ports shown in a cell before the rest is counted. */
const maxEnds = 3;
const maxPorts = 4;

/** The ends of a row; of a violated one, those whose flows are against it. */
export function endsOf(
  row: ContractRowHealth,
  side: 'sources' | 'destinations',
): readonly string[] {
  const all = side === 'sources' ? row.source : row.destination;
  return row.broken?.[side] ?? all.split(', ');
}

/** The ports of a row; of a violated one, those on which a flow is against it. */
export function portsOf(row: ContractRowHealth): string {
  return row.broken?.ports ?? row.ports;
}

/** `PostgreSQL (main), Redis, MinIO and 4 more` */
export function shortEnds(ends: readonly string[]): string {
  // Naming one of four is no shorter than naming all four.
  if (ends.length <= maxEnds + 1) {
    return ends.join(', ');
  }
  const shown = ends.slice(0, maxEnds).join(', ');
  return `${shown} and ${ends.length - maxEnds} more`;
}

/** `TCP 5432, 6379, 9000, 9090 and 5 more` */
export function shortPorts(ports: string): string {
  const numbers = ports.split(/(?=[;,] )/);
  if (numbers.length <= maxPorts + 1) {
    return ports;
  }
  const shown = numbers.slice(0, maxPorts).join('');
  return `${shown} and ${numbers.length - maxPorts} more`;
}
