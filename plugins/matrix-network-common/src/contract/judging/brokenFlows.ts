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

import { BrokenFlows } from '../../health/Health';
import { ContractPort } from '../ContractRow';
import { listPorts } from '../describeFlow';
import { endTitle, workloadAt } from './endTitle';
import { JudgeContext } from './JudgeContext';
import { JudgedFlow } from './judgeFlow';

/** What flows that are against a row of the contract have in common, in words. */
export function brokenFlows(
  flows: readonly JudgedFlow[],
  context: JudgeContext,
): BrokenFlows {
  const ends = (side: 'from' | 'to') => [
    ...new Set(
      flows.flatMap(({ alike }) =>
        alike[side].map(end => endTitle(end, context)),
      ),
    ),
  ];
  const ports = flows.map(
    ({ flow: { port, protocol } }): ContractPort => ({ port, protocol }),
  );
  const workloads = flows.flatMap(({ alike }) =>
    [...alike.from, ...alike.to].flatMap(end => workloadAt(end, context) ?? []),
  );
  return {
    workloads: [...new Set(workloads)],
    sources: ends('from'),
    destinations: ends('to'),
    ports: listPorts(ports),
  };
}
