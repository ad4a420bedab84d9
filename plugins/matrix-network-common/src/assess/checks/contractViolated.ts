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

import { ContractRowHealth } from '../../health/Health';
import { AssessContext } from '../AssessContext';
import { Check, Observation } from '../Check';
import {
  cutRows,
  flowText,
  openedRows,
  workloadsOfRows,
} from '../contractRowsText';
import { list } from '../text';

/** Rows by where they lead: one finding for each destination, not one for each row. */
function byDestination(
  rows: readonly ContractRowHealth[],
): Map<string, ContractRowHealth[]> {
  const groups = new Map<string, ContractRowHealth[]>();
  for (const row of rows) {
    const group = groups.get(row.destination) ?? [];
    groups.set(row.destination, [...group, row]);
  }
  return groups;
}

function explanations(rows: readonly ContractRowHealth[]): string {
  const shown = rows
    .slice(0, 3)
    .map(({ row, explanation }) => `${row}: ${explanation}`)
    .join(' ');
  const more = rows.slice(3).map(({ row }) => row);
  return more.length > 0 ? `${shown} Likewise ${list(more)}.` : shown;
}

function observeOpen(
  destination: string,
  rows: readonly ContractRowHealth[],
  { snapshot }: AssessContext,
): Observation {
  return {
    severity: 'critical',
    subject: {
      kind: 'ContractRow',
      namespace: snapshot.namespace,
      name: rows.map(({ row }) => row).join(', '),
    },
    title:
      rows.length === 1
        ? `${flowText(rows[0])} must not work, and does`
        : `${destination} can be reached by ${list(
            rows.map(({ source }) => source),
            3,
          )}, which must not be`,
    cause: explanations(rows),
    remedy: `Look for the rule that lets it through in the explanation, and take it out; a policy that is missing or edited has a finding of its own. The rows are carried by ${list(
      [...new Set(rows.flatMap(({ policies }) => policies))],
    )}.`,
    workloads: workloadsOfRows(rows),
  };
}

function observeCut(
  destination: string,
  rows: readonly ContractRowHealth[],
  { snapshot }: AssessContext,
): Observation {
  return {
    severity: 'critical',
    subject: {
      kind: 'ContractRow',
      namespace: snapshot.namespace,
      name: rows.map(({ row }) => row).join(', '),
    },
    title:
      rows.length === 1
        ? `${flowText(rows[0])} must work, and is cut`
        : `${destination} is cut off from ${list(
            rows.map(({ source }) => source),
            3,
          )}, which must reach it`,
    cause: explanations(rows),
    remedy: `Both ends need a policy that allows it, carried by ${list([
      ...new Set(rows.flatMap(({ policies }) => policies)),
    ])}: re-apply the stack, and check the labels of the pods that the explanation names.`,
    workloads: workloadsOfRows(rows),
  };
}

/** A flow works that must not, or does not that must, over the policies and pods as they are. */
export const contractViolated: Check = {
  code: 'contract-violated',
  about: 'Every row of the connectivity contract holds over the live pods.',
  needs: ['networkPolicies', 'pods', 'namespaces'],
  run: context => [
    ...[...byDestination(openedRows(context.contract))].map(
      ([destination, rows]) => observeOpen(destination, rows, context),
    ),
    ...[...byDestination(cutRows(context.contract))].map(
      ([destination, rows]) => observeCut(destination, rows, context),
    ),
  ],
};
