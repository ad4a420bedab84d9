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
import { apiServersOf } from '../../policies/peers/apiServer';
import { Labels } from '../../kubernetes/types';
import { NetworkSnapshot } from '../../snapshot/NetworkSnapshot';
import { PodSnapshot } from '../../snapshot/Snapshot';
import { workload } from '../../workloads/catalogue';
import { hasWorkload } from '../../workloads/workloadsOf';
import { WorkloadId } from '../../workloads/types';
import { ContractPeer } from '../ContractRow';
import {
  AddressRanges,
  anyAddressRanges,
  internetRanges,
  privateAddressRanges,
} from './addressRanges';
import { JudgeContext } from './JudgeContext';

/** A pod to try, or an address of the API server with the port that belongs to it. */
export interface ContractEnd {
  end: FlowEndpoint;
  port?: number;
}

/** What an end of a row comes to on the cluster. */
export interface ExpandedPeer {
  ends: readonly ContractEnd[];
  ranges?: AddressRanges;
  /** What was looked for and not found. */
  missing?: string;
  /** What no NetworkPolicy decides of this end. */
  limit?: string;
}

function podEnds(
  pods: readonly { namespace: string; name: string }[],
): ContractEnd[] {
  return pods.map(({ namespace, name }) => ({ end: { namespace, name } }));
}

function orMissing(
  pods: readonly PodSnapshot[],
  missing: string,
): ExpandedPeer {
  return pods.length > 0 ? { ends: podEnds(pods) } : { ends: [], missing };
}

/** Of many pods, those that policies can tell by their labels; the others are their nodes' addresses to them. */
function withoutHostNetwork(
  pods: readonly {
    namespace: string;
    name: string;
    hostNetwork?: boolean;
  }[],
  missing = '',
): ExpandedPeer {
  const own = pods.filter(({ hostNetwork }) => !hostNetwork);
  const others = pods.length - own.length;
  return {
    ends: podEnds(own),
    ...(pods.length === 0 && { missing }),
    ...(others > 0 && {
      limit: `${others} ${
        others === 1 ? 'pod' : 'pods'
      } on the host network, which to policies are their nodes' addresses`,
    }),
  };
}

function labelText(labels: Labels): string {
  return Object.entries(labels)
    .map(([key, value]) => `${key}=${value}`)
    .join(',');
}

function noPod(namespace: string, labels: Labels): string {
  return `no pod of namespace ${namespace} carries ${labelText(labels)}`;
}

function expandWorkload(id: WorkloadId, context: JudgeContext): ExpandedPeer {
  const { pods, snapshot, spec, workloads, workloadOf } = context;
  if (!hasWorkload(spec, id)) {
    return { ends: [] };
  }
  const { podLabels, namespace } =
    workloads.find(candidate => candidate.id === id) ?? workload(id);
  const home = namespace ?? snapshot.namespace;
  return orMissing(
    pods.filter(pod => pod.namespace === home && workloadOf(pod) === id),
    noPod(home, podLabels),
  );
}

function carries(pod: PodSnapshot, labels: Labels): boolean {
  return Object.entries(labels).every(
    ([key, value]) => pod.labels[key] === value,
  );
}

function expandNodes({ nodes }: NetworkSnapshot): ExpandedPeer {
  const ends = nodes
    .flatMap(({ addresses }) => addresses)
    .filter(address => parseAddress(address) !== undefined)
    .map(ip => ({ end: { ip } }));
  return ends.length > 0
    ? { ends }
    : { ends, missing: 'no address of a node is known' };
}

function expandApiServer({ snapshot, spec }: JudgeContext): ExpandedPeer {
  const servers = apiServersOf(spec, snapshot.facts);
  return servers.length > 0
    ? {
        ends: servers
          .filter(({ address }) => parseAddress(address) !== undefined)
          .map(({ address, port }) => ({ end: { ip: address }, port })),
      }
    : { ends: [], missing: 'no address of the API server is known' };
}

/** Pods, addresses or both that an end of a contract row stands for. */
export function expandPeer(
  peer: ContractPeer,
  context: JudgeContext,
): ExpandedPeer {
  const { pods, snapshot, spec, synthetic, workloadOf } = context;
  const excepted = (ids: readonly WorkloadId[]) => (pod: PodSnapshot) => {
    const id = workloadOf(pod);
    return id === undefined || !ids.includes(id);
  };
  switch (peer.kind) {
    case 'workload':
      return expandWorkload(peer.workload, context);
    case 'pods': {
      const home = peer.namespace ?? snapshot.namespace;
      return orMissing(
        pods.filter(
          pod => pod.namespace === home && carries(pod, peer.podLabels),
        ),
        noPod(home, peer.podLabels),
      );
    }
    case 'everyPod':
      return withoutHostNetwork(
        pods
          .filter(pod => pod.namespace === snapshot.namespace)
          .filter(excepted(peer.except)),
        `no pod in namespace ${snapshot.namespace}`,
      );
    case 'unlabelledPod':
      return { ends: podEnds([synthetic.unlabelled]) };
    case 'otherNamespaces':
      return withoutHostNetwork([
        ...pods
          .filter(pod => pod.namespace !== snapshot.namespace)
          .filter(excepted(peer.except)),
        synthetic.otherNamespace,
      ]);
    case 'internet':
      return { ends: [], ranges: internetRanges };
    case 'anyClient':
      return {
        ends: podEnds([synthetic.otherNamespace]),
        ranges: anyAddressRanges,
      };
    case 'privateAddresses':
      return { ends: [], ranges: privateAddressRanges(snapshot, spec) };
    case 'apiServer':
      return expandApiServer(context);
    case 'nodes':
      return expandNodes(snapshot);
    case 'kubelet':
      return {
        ends: [],
        limit:
          "a pod's own node always reaches it; no NetworkPolicy decides that",
      };
    default:
      return {
        ends: [],
        ranges: { cidrs: [peer.cidr], samples: [] },
      };
  }
}
