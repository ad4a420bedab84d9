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
  contractRowsOf,
  Operation,
  ProbeSelection,
  StackSpec,
  workloadsOf,
} from '@matrix-network/backstage-plugin-matrix-network-common';
import { Services } from './Services';

/** Checks a request to probe and queues it. */
export async function startProbe(
  services: Pick<Services, 'directory' | 'operations'>,
  request: {
    name: string;
    selection: ProbeSelection;
    requestedBy: string;
  },
): Promise<Operation> {
  const { spec } = await services.directory.get(request.name);
  const { selection, requestedBy } = request;
  assertKnown(selection, spec);
  return services.operations.enqueue({
    requestedBy,
    request: { kind: 'probe', spec, selection },
    storeSpec: false,
  });
}

/** @throws InputError that names the field, the value and what is accepted */
function assertKnown(selection: ProbeSelection, spec: StackSpec): void {
  switch (selection.kind) {
    case 'rows': {
      const known = contractRowsOf(spec)
        .filter(row => row.appliesTo(spec))
        .map(({ id }) => id);
      selection.rows.forEach(id => assertOneOf('selection.rows', id, known));
      return;
    }
    case 'flow': {
      const workloads = workloadsOf(spec);
      const inside = workloads
        .filter(({ namespace }) => namespace === null)
        .map(({ id }) => id);
      assertOneOf('selection.source', selection.source, [
        'unlabelled-pod',
        ...inside,
      ]);
      assertOneOf(
        'selection.destination',
        selection.destination,
        workloads.map(({ id }) => id),
      );
      return;
    }
    default:
  }
}

function assertOneOf(
  field: string,
  value: string,
  accepted: readonly string[],
): void {
  if (!accepted.includes(value)) {
    throw new InputError(`${field} is '${value}', but ${spell(accepted)}`);
  }
}

function spell(accepted: readonly string[]): string {
  return `accepted for this Matrix cluster are ${accepted.join(', ')}`;
}
