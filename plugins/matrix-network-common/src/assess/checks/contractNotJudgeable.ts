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
import { WorkloadId } from '../../workloads/types';
import { AssessContext } from '../AssessContext';
import { Check } from '../Check';
import { podsOfWorkload } from '../pods';
import { count, list } from '../text';

/** Who may reach key_vault. */
const KEY_VAULT_ROW = 'N9';

/** Rows whose pods are not there: said in one finding, since it is no fault by itself. */
export const contractNotJudgeable: Check = {
  code: 'contract-not-judgeable',
  about: 'Names the rows of the contract that cannot be judged, and why.',
  needs: ['networkPolicies', 'pods', 'namespaces'],
  run(context) {
    const { contract, snapshot } = context;
    const rows = contract.filter(({ outcome }) => outcome === 'notJudgeable');
    if (rows.length === 0) {
      return [];
    }
    const unproven = rows.filter(isUnprovenIsolation(context));
    const reasons = [...new Set(rows.map(({ explanation }) => explanation))];
    return [
      {
        severity: unproven.length > 0 ? 'warning' : 'info',
        subject: { kind: 'Namespace', name: snapshot.namespace },
        title:
          unproven.length > 0
            ? `Isolation is not proven: ${count(
                rows.length,
                'row',
              )} of the contract cannot be judged`
            : `${count(rows.length, 'row')} of the contract cannot be judged`,
        cause: `${list(
          rows.map(({ row }) => row),
          12,
        )}. ${reasons.slice(0, 3).join(' ')}`,
        remedy:
          'Deploy the workload, or switch it off in the spec. Where it is deployed, give its pods the labels that the product knows it by.',
        workloads: [...new Set(unproven.flatMap(workloadsOfRow))],
      },
    ];
  },
};

/**
 * Whether it matters that a row that must not work cannot be judged: what the
 * policies say of its pods is undefined; or the deployment runs, and none of the
 * pods that it should have is known to be key_vault's.
 */
function isUnprovenIsolation({ snapshot, workloads }: AssessContext) {
  const runs = workloads.some(
    ({ id, namespace }) =>
      namespace === null && podsOfWorkload(snapshot, id).length > 0,
  );
  return (row: ContractRowHealth) =>
    row.isUnproven ||
    (runs && row.row === KEY_VAULT_ROW && row.outcome === 'notJudgeable');
}

function workloadsOfRow(row: ContractRowHealth): WorkloadId[] {
  return [...row.sourceWorkloads, ...row.destinationWorkloads];
}
