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

import { FlowChanges } from '@matrix-network/backstage-plugin-matrix-network-common';

/** The same changes, named so that they are not taken for those of the spec's own namespace. */
export function flowsOfNamespace(
  changes: FlowChanges,
  namespace: string,
): FlowChanges {
  const placed = <T extends { source: string }>(flow: T): T => ({
    ...flow,
    source: `${namespace}: ${flow.source}`,
  });
  return {
    ...changes,
    opened: changes.opened.map(placed),
    closed: changes.closed.map(placed),
    rows: changes.rows.map(row => ({
      ...placed(row),
      row: `${row.row} (${namespace})`,
    })),
  };
}

/** Changes of two namespaces as one; what can't be said of one of them can't be said of both. */
export function withFlows(one: FlowChanges, other: FlowChanges): FlowChanges {
  const unknown = [one, other].find(
    ({ notJudgeable }) => notJudgeable !== undefined,
  );
  return (
    unknown ?? {
      opened: [...one.opened, ...other.opened],
      closed: [...one.closed, ...other.closed],
      rows: [...one.rows, ...other.rows],
      truncated: one.truncated || other.truncated,
    }
  );
}
