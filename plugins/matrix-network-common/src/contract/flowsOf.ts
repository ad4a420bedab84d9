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

import { StackSpec } from '../spec/StackSpec';
import { InstalledComponents } from '../stack/types';
import { hasWorkload } from '../workloads/workloadsOf';
import { ContractFlow, ContractPeer, ContractRow } from './ContractRow';

/**
 * The flows of a row as one spec has them: without workloads that it leaves
 * out, and without flows that lose an end by that.
 * @public
 */
export function flowsOf(
  row: { flows: ContractRow['flows'] },
  spec: StackSpec,
  installed: InstalledComponents = {},
): ContractFlow[] {
  return row.flows
    .filter(flow => flow.when?.(spec, installed) ?? true)
    .map(flow => ({
      ...flow,
      sources: flow.sources.filter(peer => isPresent(peer, spec)),
      destinations: flow.destinations.filter(peer => isPresent(peer, spec)),
    }))
    .filter(
      ({ sources, destinations }) =>
        sources.length > 0 && destinations.length > 0,
    );
}

function isPresent(peer: ContractPeer, spec: StackSpec): boolean {
  return peer.kind !== 'workload' || hasWorkload(spec, peer.workload);
}
