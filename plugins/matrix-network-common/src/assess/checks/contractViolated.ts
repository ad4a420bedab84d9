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
  concernedEnds,
  cutRows,
  endsTitle,
  openedRows,
  portsTitle,
  workloadsOfRows,
} from '../contractRowsText';
import { count, list } from '../text';
import { reapply } from './remedies';

/** Rows by where their broken flows lead: one finding for each destination, not one for each row. */
function byDestination(
  rows: readonly ContractRowHealth[],
): ContractRowHealth[][] {
  const groups = new Map<string, ContractRowHealth[]>();
  for (const row of rows) {
    const key = [...concernedEnds(row, 'destinations')].sort().join();
    groups.set(key, [...(groups.get(key) ?? []), row]);
  }
  return [...groups.values()];
}

function isAboutKeyVault({ destinationWorkloads }: ContractRowHealth) {
  return destinationWorkloads.every(id => id === 'key-vault');
}

/** The rule or the lack of one, for the first rows; the others by their ids. */
function explanations(rows: readonly ContractRowHealth[]): string {
  const shown = rows
    .slice(0, 3)
    .map(({ row, explanation }) => `${row}: ${explanation}`)
    .join(' ');
  const more = rows.slice(3).map(({ row }) => row);
  return more.length > 0 ? `${shown} Likewise ${list(more, 20)}.` : shown;
}

function carriers(rows: readonly ContractRowHealth[]): string {
  return list([...new Set(rows.flatMap(({ policies }) => policies))]);
}

function observe(
  rows: readonly ContractRowHealth[],
  words: { title: string; remedy: string },
  { snapshot }: AssessContext,
): Observation {
  return {
    severity: 'critical',
    subject: {
      kind: 'ContractRow',
      namespace: snapshot.namespace,
      name: rows.map(({ row }) => row).join(', '),
    },
    ...words,
    cause: explanations(rows),
    workloads: workloadsOfRows(rows),
  };
}

function observeOpen(
  rows: readonly ContractRowHealth[],
  context: AssessContext,
) {
  const ports = portsTitle(rows);
  return observe(
    rows,
    {
      title: `${endsTitle(rows, 'destinations')} can be reached by ${endsTitle(
        rows,
        'sources',
      )} ${
        ports ? `on ${ports}, which must` : 'on ports that must'
      } be closed to them`,
      remedy: `Look for the rule that lets it through in the explanation, and take it out; a policy that is missing or edited has a finding of its own. ${carriers(
        rows,
      )} ${rows.length === 1 ? 'carry the row' : 'carry the rows'}.`,
    },
    context,
  );
}

function observeCut(
  rows: readonly ContractRowHealth[],
  context: AssessContext,
) {
  const ports = portsTitle(rows);
  return observe(
    rows,
    {
      title: `${endsTitle(rows, 'destinations')} is cut off from ${endsTitle(
        rows,
        'sources',
      )}, which must reach it${ports ? ` on ${ports}` : ''}`,
      remedy: `Both ends need a policy that allows it, carried by ${carriers(
        rows,
      )}. ${reapply}, and check the labels of the pods that the explanation names.`,
    },
    context,
  );
}

/** Without any policy every row that must not work is broken, for one reason: two findings say it. */
function observeAllOpen(
  rows: readonly ContractRowHealth[],
  context: AssessContext,
): Observation[] {
  const remedy = `${reapply}.`;
  const keyVault = rows.filter(isAboutKeyVault);
  const others = rows.filter(row => !isAboutKeyVault(row));
  return [
    ...(keyVault.length > 0
      ? [
          observe(
            keyVault,
            { title: 'Anyone in the cluster can reach key_vault', remedy },
            context,
          ),
        ]
      : []),
    ...(others.length > 0
      ? [
          observe(
            others,
            {
              title: `${count(
                others.length,
                'kind',
              )} of flows that must not work do, for there are no policies`,
              remedy,
            },
            context,
          ),
        ]
      : []),
  ];
}

function nothingApplied({ policies }: AssessContext): boolean {
  return policies
    .filter(({ role }) => role !== 'foreign')
    .every(({ state }) => state === 'missing');
}

/** A flow works that must not, or does not that must, over the policies and pods as they are. */
export const contractViolated: Check = {
  code: 'contract-violated',
  about: 'Every row of the connectivity contract holds over the live pods.',
  // Rows that need what was not read are not judged.
  needs: ['networkPolicies', 'pods'],
  run(context) {
    const opened = openedRows(context.contract);
    return [
      ...(nothingApplied(context)
        ? observeAllOpen(opened, context)
        : byDestination(opened).map(rows => observeOpen(rows, context))),
      ...byDestination(cutRows(context.contract)).map(rows =>
        observeCut(rows, context),
      ),
    ];
  },
};
