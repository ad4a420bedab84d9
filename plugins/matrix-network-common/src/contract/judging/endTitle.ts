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
import { parseAddress, parseBlock } from '../../policy/addresses';
import { workload } from '../../workloads/catalogue';
import { WorkloadId } from '../../workloads/types';
import { internetRanges, privateAddressRanges } from './addressRanges';
import { JudgeContext } from './JudgeContext';

/** The workload of the pod at an end. */
export function workloadAt(
  end: FlowEndpoint,
  { podAt, workloadOf }: JudgeContext,
): WorkloadId | undefined {
  const pod = 'ip' in end ? undefined : podAt(end);
  return pod && workloadOf(pod);
}

/** An end as people say it: the workload, else the namespace or the address. */
export function endTitle(end: FlowEndpoint, context: JudgeContext): string {
  if ('ip' in end) {
    return end.ip;
  }
  const id = workloadAt(end, context);
  if (id) {
    return workload(id).title;
  }
  const { snapshot, synthetic } = context;
  switch (end.namespace) {
    case snapshot.namespace:
      return end.name === synthetic.unlabelled.name
        ? 'a pod without labels'
        : 'pods of no workload';
    case synthetic.otherNamespace.namespace:
      return 'pods of any other namespace';
    default:
      return `pods of namespace ${end.namespace}`;
  }
}

function contains(cidrs: readonly string[], ip: string): boolean {
  const address = parseAddress(ip);
  return (
    address !== undefined &&
    cidrs.some(cidr => {
      const block = parseBlock(cidr);
      return (
        block !== undefined &&
        block.family === address.family &&
        block.first <= address.position &&
        address.position <= block.last
      );
    })
  );
}

/** The part of the address space that an address stands for. */
export function addressTitle(
  ip: string,
  { snapshot, spec }: JudgeContext,
): string {
  if (contains(internetRanges.cidrs, ip)) {
    return 'the internet';
  }
  return contains(privateAddressRanges(snapshot, spec).cidrs, ip)
    ? 'private addresses'
    : 'reserved addresses';
}
