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

import { FlowEndpoint } from '../../policy';
import { parseAddress } from '../../policy/addresses';
import { AddressRanges } from './addressRanges';
import { JudgeContext } from './JudgeContext';

type Expectation = 'mustWork' | 'mustNotWork' | 'unstated';

function ofFamilies(
  addresses: readonly string[],
  ips: readonly string[],
): string[] {
  const families = new Set(ips.flatMap(ip => parseAddress(ip)?.family ?? []));
  return addresses.filter(ip => {
    const family = parseAddress(ip)?.family;
    return (
      family !== undefined &&
      (families.size === 0 ? family === 4 : families.has(family))
    );
  });
}

/**
 * Addresses of the ranges to try opposite a pod, of the families that the pod
 * has. Pods that no policy tells apart share the answer.
 *
 * @param expectation - what must work is tried on the ranges' samples; anything
 *   else on one address of each part that a policy tells from the others
 */
export function addressesOpposite(
  end: FlowEndpoint,
  ranges: AddressRanges,
  expectation: Expectation,
  context: JudgeContext,
): readonly string[] {
  if ('ip' in end) {
    return [];
  }
  const { engine, podAt, addressesOpposite: known } = context;
  const samples = expectation === 'mustWork' && ranges.samples.length > 0;
  const key = JSON.stringify([
    engine.groupOf(end),
    samples ? ranges.samples : ranges.cidrs,
  ]);
  const addresses =
    known.get(key) ??
    ofFamilies(
      samples ? ranges.samples : engine.distinctAddresses(end, ranges.cidrs),
      podAt(end)?.ips ?? [],
    );
  known.set(key, addresses);
  return addresses;
}
