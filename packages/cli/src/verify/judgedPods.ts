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

import {
  InstalledComponents,
  PodSnapshot,
  StackSpec,
} from '@matrix-network/backstage-plugin-matrix-network-common';
import ipaddr from 'ipaddr.js';
import { assumedPods } from './assumedPods';

/** Where pods get their addresses from when nobody says: the range most installers set up. */
const USUAL_POD_CIDR = '10.244.0.0/16';

/** Addresses of the first IPv4 range of the pods, one after the other, without those that are taken. */
function* freeAddresses(
  pods: readonly PodSnapshot[],
  { network }: StackSpec,
): Generator<string> {
  const cidr =
    network.podCidrs.find(range => !range.includes(':')) ?? USUAL_POD_CIDR;
  const taken = new Set(pods.flatMap(({ ips }) => ips));
  const [first, second, third, fourth] =
    ipaddr.IPv4.networkAddressFromCIDR(cidr).toByteArray();
  const start = ((first * 256 + second) * 256 + third) * 256 + fourth;
  for (let number = start + 1; ; number += 2) {
    const address = [24, 16, 8, 0]
      .map(bits => Math.floor(number / 2 ** bits) % 256)
      .join('.');
    if (!taken.has(address)) {
      yield address;
    }
  }
}

/** Not a name that the API server would accept, so no other pod can have it. */
function twin(pod: PodSnapshot): PodSnapshot {
  return { ...pod, name: `${pod.name} (another replica)`, ips: [] };
}

/** A running pod has an address, and a manifest does not say which; some rules go by it. */
function withAddresses(
  pods: readonly PodSnapshot[],
  spec: StackSpec,
): PodSnapshot[] {
  const addresses = freeAddresses(pods, spec);
  return pods.map(pod => {
    if (pod.ips.length > 0 || pod.hostNetwork) {
      return pod;
    }
    const { value } = addresses.next();
    return { ...pod, ips: [value] };
  });
}

/**
 * The pods over which the contract is judged: those given; of those that come
 * from a template two, since replicas speak with each other; and where
 * `assume` is set, the workloads of the spec that are not among them.
 */
export function judgedPods(
  given: readonly PodSnapshot[],
  spec: StackSpec,
  { assume, installed }: { assume: boolean; installed: InstalledComponents },
): { pods: PodSnapshot[]; assumed: string[] } {
  const assumed = assume ? assumedPods(given, spec, installed) : [];
  const fromTemplates = given.filter(
    ({ owner, name, hostNetwork }) =>
      owner?.name === name && owner.kind !== 'Job' && !hostNetwork,
  );
  return {
    pods: withAddresses(
      [...given, ...fromTemplates.map(twin), ...assumed, ...assumed.map(twin)],
      spec,
    ),
    assumed: assumed.map(({ name }) => name),
  };
}
