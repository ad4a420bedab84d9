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

import { Labels, Protocol } from '../kubernetes/types';
import { PolicyName } from '../policies/names';
import { StackSpec } from '../spec/StackSpec';
import { InstalledComponents } from '../stack/types';
import { WorkloadId } from '../workloads/types';

/**
 * One end of a contract row.
 *
 * `unlabelledPod` is thought up: it need not exist in the snapshot. A pod of the
 * Matrix namespace without any label is what a policy has the least hold on.
 * @public
 */
export type ContractPeer =
  | { kind: 'workload'; workload: WorkloadId }
  /** Pods by label; `namespace` left out means the Matrix namespace. */
  | { kind: 'pods'; namespace?: string; podLabels: Labels; title: string }
  /** Every pod of the Matrix namespace. */
  | { kind: 'everyPod'; except: readonly WorkloadId[] }
  | { kind: 'unlabelledPod' }
  /** Every pod of every other namespace, but those of the workloads named. */
  | { kind: 'otherNamespaces'; except: readonly WorkloadId[] }
  /** Public addresses. */
  | { kind: 'internet' }
  /** Whoever has a route: public, private, other pods. */
  | { kind: 'anyClient' }
  /** Private, shared and link-local ranges and the cluster's own pod, Service and node ranges. */
  | { kind: 'privateAddresses' }
  /** The API server's endpoints and the ClusterIP of Service `kubernetes`, each with its own port. */
  | { kind: 'apiServer' }
  /** Addresses of the nodes: what host-network pods are known by. */
  | { kind: 'nodes' }
  /** The node on which the destination pod runs. */
  | { kind: 'kubelet' }
  | { kind: 'addresses'; cidr: string };

/** One port, or all from `port` to `endPort`. @public */
export interface ContractPort {
  port: number;
  endPort?: number;
  protocol: Protocol;
}

/**
 * Ports of a flow: a list, or every port but a few (to be tried on the ports
 * that the destination declares, and on samples where it declares none).
 * `endpoint` is the port that belongs to the address (API server).
 * @public
 */
export type ContractPorts =
  | { kind: 'listed'; ports: readonly ContractPort[] }
  | { kind: 'every'; except: readonly ContractPort[] }
  | { kind: 'endpoint' };

/** Each of the sources with each of the destinations, on each of the ports. @public */
export interface ContractFlow {
  sources: readonly ContractPeer[];
  destinations: readonly ContractPeer[];
  ports: ContractPorts;
  /**
   * Left out where the flow is part of every spec that has its workloads. What
   * others have installed may come into it, and not only the spec.
   */
  when?(spec: StackSpec, installed: InstalledComponents): boolean;
}

/**
 * One row of the connectivity contract. Its `flows` name every workload of the
 * row; {@link flowsOf} leaves out those that a spec does not have.
 * @public
 */
export interface ContractRow {
  /** `F1` to `F45` must work, `N1` to `N20` must not; a team's rows carry ids of their own. */
  id: string;
  expectation: 'mustWork' | 'mustNotWork';
  /** For people: "Synapse (main)". */
  source: string;
  destination: string;
  /** For people: "TCP 6379, 26379". */
  ports: string;
  why: string;
  flows: readonly ContractFlow[];
  /** Policies that carry the row, on either side. */
  policies: readonly PolicyName[];
  /** Where the row comes from: the specification, the deployment's source, a vendor, or derived. */
  origin: string;
  /** False where the spec has none of the workloads that the row speaks of. */
  appliesTo(spec: StackSpec): boolean;
  /** Set when no NetworkPolicy can decide the row: shown as a limit, never as green. */
  limit?: string;
}
