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

import { ContractPeer } from '../contract/ContractRow';
import { describePeer } from '../contract/describeFlow';
import { apiServersOf } from '../policies/peers/apiServer';
import { FlowEndpoint } from '../policy';
import { PodSnapshot } from '../snapshot/Snapshot';
import { WorkloadId } from '../workloads/types';
import { ProbeContext } from './ProbeContext';
import { ProbeDestinationId, ProbeTarget } from './types';

/** Something to connect to, and the end that the evaluator judges in its place. */
export interface TargetToTry {
  destination: ProbeDestinationId;
  title: string;
  target: ProbeTarget;
  end: FlowEndpoint;
  /** TCP ports that it is known to listen on; an address has its own. */
  ports: readonly number[];
  /** Those that the pod declares itself. Workers of one workload differ in them. */
  declared: readonly number[];
}

/** What a row's peer comes to as targets, or why it has none. */
export type Targets = { targets: TargetToTry[] } | { why: string };

function canBeReached({ ready, hostNetwork, ips, terminating }: PodSnapshot) {
  return ready && !hostNetwork && !terminating && ips.length > 0;
}

function tcpPorts(ports: readonly { port: number; protocol: string }[]) {
  return ports
    .filter(({ protocol }) => protocol === 'TCP')
    .map(({ port }) => port);
}

/** One pod of each group that neither policies nor declared ports tell apart. */
function distinctPods(
  pods: readonly PodSnapshot[],
  { engine }: ProbeContext,
): PodSnapshot[] {
  const byGroup = new Map(
    [...pods].reverse().map(pod => [engine.groupOf(pod), pod]),
  );
  return [...byGroup.values()].reverse();
}

function podTarget(
  pod: PodSnapshot,
  destination: ProbeDestinationId,
  title: string,
  ports: readonly number[],
): TargetToTry {
  const { namespace, name } = pod;
  const declared = tcpPorts(pod.ports);
  return {
    destination,
    title,
    target: { kind: 'pod', namespace, name, address: pod.ips[0] },
    end: { namespace, name },
    ports: [...new Set([...ports, ...declared])],
    declared,
  };
}

/** Ready pods of a workload. */
export function workloadTargets(
  id: WorkloadId,
  context: ProbeContext,
): Targets {
  const { pods, snapshot, workloads, workloadOf } = context;
  const workload = workloads.find(one => one.id === id);
  if (!workload) {
    return { why: `the spec has no workload ${id}` };
  }
  if (workload.hostNetwork) {
    return { why: `${workload.title} runs on the host network` };
  }
  const home = workload.namespace ?? snapshot.namespace;
  const reachable = pods.filter(
    pod =>
      pod.namespace === home && workloadOf(pod) === id && canBeReached(pod),
  );
  return reachable.length === 0
    ? { why: `${workload.title} has no ready pod to connect to` }
    : {
        targets: distinctPods(reachable, context).map(pod =>
          podTarget(pod, id, workload.title, tcpPorts(workload.ports)),
        ),
      };
}

/** One pod of another namespace that listens on something. */
function otherNamespaceTargets(
  except: readonly WorkloadId[],
  { pods, snapshot, workloadOf }: ProbeContext,
): Targets {
  const pod = pods.find(one => {
    const id = workloadOf(one);
    return (
      one.namespace !== snapshot.namespace &&
      canBeReached(one) &&
      tcpPorts(one.ports).length > 0 &&
      (id === undefined || !except.includes(id))
    );
  });
  return pod
    ? {
        targets: [
          podTarget(
            pod,
            'other-namespaces',
            `pods of namespace ${pod.namespace}`,
            [],
          ),
        ],
      }
    : { why: 'no ready pod of another namespace declares a port' };
}

function addressTarget(
  destination: 'api-server' | 'internet',
  title: string,
  address: string,
  port: number,
): TargetToTry {
  return {
    destination,
    title,
    target: { kind: 'address', address },
    end: { ip: address },
    ports: [port],
    declared: [port],
  };
}

function apiServerTargets({ snapshot, spec }: ProbeContext): Targets {
  const servers = apiServersOf(spec, snapshot.facts);
  return servers.length > 0
    ? {
        targets: servers.map(({ address, port }) =>
          addressTarget('api-server', 'the API server', address, port),
        ),
      }
    : { why: 'no address of the API server is known' };
}

function internetTargets({ internetTargets: targets }: ProbeContext): Targets {
  return targets.length > 0
    ? {
        targets: targets.map(({ host, port }) =>
          addressTarget('internet', 'the internet', host, port),
        ),
      }
    : {
        why: 'no address of the internet is configured (matrixNetwork.probes.internetTargets)',
      };
}

/** What to connect to for a peer of a contract row. */
export function targetsOf(peer: ContractPeer, context: ProbeContext): Targets {
  switch (peer.kind) {
    case 'workload':
      return workloadTargets(peer.workload, context);
    case 'otherNamespaces':
      return otherNamespaceTargets(peer.except, context);
    case 'apiServer':
      return apiServerTargets(context);
    case 'internet':
      return internetTargets(context);
    default:
      return { why: `${describePeer(peer)}: no single target stands for it` };
  }
}
