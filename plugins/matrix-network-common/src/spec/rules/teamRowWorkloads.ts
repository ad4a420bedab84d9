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

import { workloads } from '../../workloads/catalogue';
import { hasWorkload } from '../../workloads/workloadsOf';
import { SpecRule } from './types';

/** A row about a workload that the spec leaves out can't be judged. */
export const teamRowWorkloads: SpecRule = spec =>
  spec.contract.flatMap((row, index) =>
    (['source', 'destination'] as const).flatMap(end => {
      const named = workloads.find(({ id }) => id === row[end]);
      return named && !hasWorkload(spec, named.id)
        ? [
            {
              severity: 'warning',
              code: 'contract-row-without-workload',
              field: `contract[${index}].${end}`,
              message: `'${named.id}' is not part of this deployment, so row ${row.id} is left out; add the workload or remove the row`,
            },
          ]
        : [];
    }),
  );
