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

import { WorkloadId } from '../workloads/types';
import { Finding } from './Finding';

/** The worst that is known: `unknown` when too little could be read to say. @public */
export type HealthStatus = 'healthy' | 'degraded' | 'failing' | 'unknown';

/**
 * `shadowed`: as it should be, and made pointless by another policy in one of
 * its directions or in both.
 * @public
 */
export type PolicyState =
  | 'inForce'
  | 'shadowed'
  | 'edited'
  | 'missing'
  | 'unknown';

/** @public */
export interface PolicyHealth {
  name: string;
  role: 'core' | 'companion' | 'foreign';
  state: PolicyState;
  /** What it is for, in one sentence. */
  purpose: string;
  directions: readonly ('Ingress' | 'Egress')[];
  /** Names of the pods it selects now. */
  selectedPods: readonly string[];
  /** Workloads that those pods belong to. */
  workloads: readonly WorkloadId[];
  /** Rows of the connectivity contract that it carries, by id. */
  contractRows: readonly string[];
  /** For `edited`: fields that differ, with who wrote last and when. */
  edits: readonly PolicyEdit[];
  /** Policies that make it pointless, and in which directions; left out where there are none. */
  shadowedBy?: readonly PolicyShadower[];
}

/** A policy beside which another holds nothing back, in these directions. @public */
export interface PolicyShadower {
  policy: string;
  directions: readonly ('Ingress' | 'Egress')[];
}

/** @public */
export interface PolicyEdit {
  /** `spec.ingress[0].from[1]` */
  path: string;
  expected?: unknown;
  actual?: unknown;
  manager?: string;
  time?: string;
}

/** @public */
export interface IngressHealth {
  controller?: {
    kind: 'Deployment' | 'DaemonSet';
    namespace: string;
    name: string;
    version?: string;
    desired: number;
    ready: number;
  };
  /** Replicas that the CCU target asks for; null for node-local (one a node). */
  targetReplicas: number | null;
  targetCcu: number;
  /** CCU that the ready replicas carry, from the specification's table. */
  capacityCcu: number;
  exposure: string;
  nodePorts?: { http?: number; https?: number };
  routes: readonly RouteHealth[];
}

/** One host and path of an Ingress. @public */
export interface RouteHealth {
  ingress: string;
  namespace: string;
  host: string;
  path: string;
  service: string;
  workload?: WorkloadId;
  tls: boolean;
  state: 'ready' | 'noEndpoints' | 'serviceMissing' | 'unknown';
}

/** @public */
export interface CertificateHealth {
  namespace: string;
  name: string;
  secretName: string;
  issuer: string;
  dnsNames: readonly string[];
  state: 'ready' | 'expiring' | 'expired' | 'issuing' | 'failed' | 'unknown';
  notBefore?: string;
  notAfter?: string;
  renewalTime?: string;
  /** Whole days until `notAfter`, rounded down; negative when past. */
  daysLeft?: number;
  /** Share of the lifetime that is used up, 0 to 1. */
  lifetimeUsed?: number;
  /** Workloads served under its names. */
  workloads: readonly WorkloadId[];
  /** The most telling message of the chain Certificate, Request, Order, Challenge. */
  message?: string;
}

/** @public */
export interface WorkloadHealth {
  id: WorkloadId;
  title: string;
  pods: number;
  readyPods: number;
  /** Policies that select its pods. */
  policies: readonly string[];
  /** NetworkPolicy cannot isolate host-network pods: said, never shown as green. */
  hostNetwork: boolean;
  status: HealthStatus;
}

/** Which flows are against a row of the contract, in words: rows name more ends than are concerned. @public */
export interface BrokenFlows {
  /** `PostgreSQL (main)`, `pods of namespace monitoring`, an address. */
  sources: readonly string[];
  destinations: readonly string[];
  /** Ports that were tried and are against the row: `TCP 5432`. */
  ports: string;
  /** Workloads at either end. */
  workloads: readonly WorkloadId[];
}

/** One row of the connectivity contract, judged. @public */
export interface ContractRowHealth {
  /** `F3`, `N8`, … */
  row: string;
  source: string;
  destination: string;
  ports: string;
  expectation: 'mustWork' | 'mustNotWork';
  why: string;
  policies: readonly string[];
  outcome: 'holds' | 'violated' | 'notJudgeable';
  /** One sentence: the rule that decides it, or what could not be found. */
  explanation: string;
  /** Only for `violated`. */
  broken?: BrokenFlows;
  /** Only for `notJudgeable`: there are pods for a row that must not work, and what policies say of some of them is undefined. */
  isUnproven?: boolean;
  sourceWorkloads: readonly WorkloadId[];
  destinationWorkloads: readonly WorkloadId[];
}

/** A snapshot assessed. @public */
export interface Health {
  matrixCluster: string;
  kubernetesCluster: string;
  namespace: string;
  domain: string;
  status: HealthStatus;
  /** When the snapshot was taken, ISO 8601. */
  seenAt: string;
  policies: readonly PolicyHealth[];
  /** Network plugin as detected, and whether it enforces NetworkPolicy. */
  cni: {
    name: string;
    enforcesPolicies: 'yes' | 'no' | 'unknown';
    evidence: string;
  };
  contract: readonly ContractRowHealth[];
  workloads: readonly WorkloadHealth[];
  ingress: IngressHealth;
  certificates: readonly CertificateHealth[];
  issuers: readonly { name: string; ready: boolean; message?: string }[];
  findings: readonly Finding[];
}
