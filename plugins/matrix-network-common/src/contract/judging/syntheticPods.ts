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

import { PolicyPod } from '../../policy';
import { NetworkSnapshot } from '../../snapshot/NetworkSnapshot';
import { StackSpec } from '../../spec/StackSpec';
import { addressAt, parseAddress, parseBlock } from '../../policy/addresses';

/** Pods that need not exist, for rows about whoever might come. */
export interface SyntheticPods {
  /** A pod of the Matrix namespace without labels. */
  unlabelled: PolicyPod;
  /** A pod without labels in a namespace that no policy names. */
  otherNamespace: PolicyPod;
}

/** Not a name that the API server would accept, so no pod can have it. */
const NAME = '(any pod)';
const OTHER_NAMESPACE = '(any other namespace)';

function step(position: bigint, by: number): bigint {
  return position + BigInt(by);
}

/** Addresses of the pod network that no pod has: next to a pod's, or at the end of a pod CIDR. */
function freeAddresses(snapshot: NetworkSnapshot, spec: StackSpec): string[] {
  const used = new Set(
    snapshot.pods
      .flatMap(({ ips }) => ips)
      .flatMap(ip => parseAddress(ip)?.position ?? []),
  );
  const primary = snapshot.pods
    .filter(
      ({ hostNetwork, namespace }) =>
        !hostNetwork && namespace === snapshot.namespace,
    )
    .flatMap(({ ips }) => parseAddress(ips[0] ?? '') ?? [])
    .map(({ position }) => step(position, 1));
  const cidrs =
    spec.network.podCidrs.length > 0
      ? spec.network.podCidrs
      : snapshot.facts.podCidrs;
  const ends = cidrs
    .flatMap(cidr => parseBlock(cidr) ?? [])
    .map(({ last }) => step(last, -1));
  return [...primary, ...ends]
    .filter(position => !used.has(position))
    .map(addressAt);
}

export function syntheticPods(
  snapshot: NetworkSnapshot,
  spec: StackSpec,
): SyntheticPods {
  const [address, another = address] = freeAddresses(snapshot, spec);
  const pod = (namespace: string, ip: string | undefined): PolicyPod => ({
    namespace,
    name: NAME,
    labels: {},
    ips: ip === undefined ? [] : [ip],
    phase: 'Running',
  });
  return {
    unlabelled: pod(snapshot.namespace, address),
    otherNamespace: pod(OTHER_NAMESPACE, another),
  };
}
