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

import { Check } from '../Check';
import { count, list } from '../text';

/** Rows whose pods are not there: said in one finding, since it is no fault by itself. */
export const contractNotJudgeable: Check = {
  code: 'contract-not-judgeable',
  about: 'Names the rows of the contract that cannot be judged, and why.',
  needs: ['networkPolicies', 'pods', 'namespaces'],
  run({ contract, snapshot }) {
    const rows = contract.filter(({ outcome }) => outcome === 'notJudgeable');
    if (rows.length === 0) {
      return [];
    }
    const reasons = [...new Set(rows.map(({ explanation }) => explanation))];
    return [
      {
        severity: 'info',
        subject: { kind: 'Namespace', name: snapshot.namespace },
        title: `${count(rows.length, 'row')} of the contract cannot be judged`,
        cause: `${list(
          rows.map(({ row }) => row),
          12,
        )}. ${reasons.slice(0, 3).join(' ')}`,
        remedy:
          'Deploy the workload, or switch it off in the spec. Where it is deployed, give its pods the labels that the product knows it by.',
        workloads: [],
      },
    ];
  },
};
