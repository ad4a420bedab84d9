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
  KubernetesObject,
  Labels,
  NetworkPolicy,
  Protocol,
} from '../kubernetes/types';

/** A pod as the evaluator needs it; `PodSnapshot` is one. @public */
export interface PolicyPod {
  namespace: string;
  name: string;
  labels: Labels;
  /** Every address of the pod, the primary one first; empty until assigned. */
  ips: readonly string[];
  hostNetwork?: boolean;
  /** Pods in phase `Succeeded` or `Failed` have no network any more and are left out. */
  phase?: string;
  nodeName?: string;
  /** Declared container ports: what a named port resolves to. */
  ports?: readonly { name?: string; port: number; protocol: Protocol }[];
}

/** @public */
export interface PolicyNamespace {
  name: string;
  labels: Labels;
}

/** A node, for the `nodes` peers of AdminNetworkPolicy and for traffic of nodes. @public */
export interface PolicyNode {
  name: string;
  labels?: Labels;
  addresses: readonly string[];
}

/** What {@link compilePolicies} takes. @public */
export interface PolicyInput {
  /** A namespace that pods or policies are in but that is not listed has only its `kubernetes.io/metadata.name` label. */
  namespaces: readonly PolicyNamespace[];
  pods: readonly PolicyPod[];
  policies: readonly NetworkPolicy[];
  /** AdminNetworkPolicy and BaselineAdminNetworkPolicy objects (`policy.networking.k8s.io/v1alpha1`). */
  adminPolicies?: readonly KubernetesObject[];
  /** All nodes; absent where they are not known: then an address outside may be a node's. */
  nodes?: readonly PolicyNode[];
}

/** One end of a flow: a pod, or an address outside the pod network. @public */
export type FlowEndpoint = { namespace: string; name: string } | { ip: string };

/** A connection from its opener's side; replies need no rule. @public */
export interface Flow {
  from: FlowEndpoint;
  to: FlowEndpoint;
  /** The destination POD's port, after Service translation. */
  port: number;
  protocol: Protocol;
}

/** @public */
export type Direction = 'ingress' | 'egress';

/** @public */
export interface PolicyRef {
  kind: 'NetworkPolicy' | 'AdminNetworkPolicy' | 'BaselineAdminNetworkPolicy';
  /** Absent for cluster-wide policies. */
  namespace?: string;
  name: string;
}

/** A rule that decides a flow, by its place in the policy. @public */
export interface DecidingRule {
  policy: PolicyRef;
  ruleIndex: number;
  /** Absent when the rule lists no peers and so speaks of everyone. */
  peerIndex?: number;
  /** Absent when the rule lists no ports and so speaks of all. */
  portIndex?: number;
  /** Place of the rule, down to the peer: `spec.ingress[0].from[1]`. */
  path: string;
}

/** A policy that isolates a pod, and how each of its rules misses the flow. @public */
export interface IsolatingPolicy {
  policy: PolicyRef;
  rules: readonly {
    /** `spec.ingress[0]` */
    path: string;
    /** What of the rule does not fit the flow. */
    mismatch: 'peer' | 'port' | 'peerAndPort';
  }[];
}

/** What the policies say of one direction of a flow. @public */
export type DirectionVerdict =
  | {
      outcome: 'notIsolated';
      reason: 'noPolicySelects' | 'outsideCluster' | 'samePod';
    }
  | { outcome: 'allowed'; by: readonly DecidingRule[] }
  | {
      outcome: 'denied';
      /** NetworkPolicies that isolate the pod, none of whose rules admits the flow. */
      by: readonly IsolatingPolicy[];
      /** Set when a Deny rule of an administrator's policy decides. */
      denyRule?: DecidingRule;
    }
  | { outcome: 'undefined'; why: string };

/** The evaluator's answer for one flow. @public */
export interface Verdict {
  /** `undefined`: the API leaves it to the network plugin; never to be shown as allowed or denied. */
  outcome: 'allowed' | 'denied' | 'undefined';
  /** At the source. */
  egress: DirectionVerdict;
  /** At the destination. */
  ingress: DirectionVerdict;
  /** The pair of addresses that the verdict is for; absent while a pod has none. */
  addresses?: { from: string; to: string };
  /** The verdict and its reason, for people. */
  sentence: string;
}

/** Something wrong with an object given to the evaluator, by object and path. @public */
export interface PolicyProblem {
  object: { kind: string; namespace?: string; name: string };
  /** `spec.ingress[0].ports[1].endPort`; empty for the object as a whole. */
  path: string;
  /**
   * `invalid`: the API server refuses it. `unknownField`: the API server drops
   * it, so it does not do what its writer meant. `unsupported`: valid, but the
   * evaluator cannot judge what it does.
   */
  severity: 'invalid' | 'unknownField' | 'unsupported';
  /** Names the value and what is accepted. */
  message: string;
}
