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

import { verifyContract } from '../contract';
import { ContractRowHealth } from '../health/Health';
import { NetworkPolicy } from '../kubernetes/types';
import { Snapshot } from '../snapshot/Snapshot';
import { StackSpec } from '../spec/StackSpec';

/**
 * Judges the contract with the given policies in the Matrix namespace, and
 * remembers the answer for the same list of policies.
 */
export function contractJudge(
  snapshot: Snapshot,
  spec: StackSpec,
): (policies: readonly NetworkPolicy[]) => readonly ContractRowHealth[] {
  const known = new Map<string, readonly ContractRowHealth[]>();
  return policies => {
    const key = JSON.stringify(
      policies.map(({ metadata, spec: rules }) => [metadata.name, rules]),
    );
    const rows =
      known.get(key) ??
      verifyContract({ ...snapshot, networkPolicies: policies }, spec);
    known.set(key, rows);
    return rows;
  };
}
