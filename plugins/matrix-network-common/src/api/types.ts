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

import { FlowChanges } from '../contract/FlowChanges';
import { Health, HealthStatus } from '../health/Health';
import { Severity } from '../health/Finding';
import { CertificateUrgency } from '../assess/certificateLifetime';
import { Operation, ProgressLine } from '../operations/Operation';
import { ProbeReport } from '../probes/types';
import { NetworkSnapshot } from '../snapshot/NetworkSnapshot';
import { StackSpec } from '../spec/StackSpec';
import { Stage, StackWarning } from '../stack/types';
import { WorkloadId } from '../workloads/types';

/** A Kubernetes cluster that Backstage can reach, for the picker. @public */
export interface KubernetesClusterSummary {
  name: string;
  title?: string;
  /** What the last look at it came to. */
  reachable: boolean;
  kubernetesVersion?: string;
  message?: string;
}

/** One row of the fleet page. @public */
export interface MatrixClusterSummary {
  name: string;
  kubernetesCluster: string;
  namespace: string;
  domain: string;
  targetCcu: number;
  status: HealthStatus;
  findings: Record<Severity, number>;
  /** Title of the worst finding. */
  worstFinding?: string;
  policiesInForce: number;
  policiesExpected: number;
  ingressReady?: number;
  ingressTarget?: number | null;
  /** Days until the first certificate expires. */
  soonestExpiryDays?: number;
  /** Of the most pressing certificate, as its findings have it; undefined when none is issued. */
  certificateUrgency?: CertificateUrgency;
  poll: PollState;
  /** Workloads that the spec asks for, in the order of the product's list. */
  workloads: WorkloadId[];
  /**
   * Its entities belong into the catalog: an apply has succeeded once, or config
   * names it. One whose first apply failed is listed, but not registered.
   */
  registered: boolean;
}

/** How fresh what is shown is. @public */
export interface PollState {
  /** When the cluster was last read with success; undefined before the first time. */
  lastSuccessAt?: string;
  lastAttemptAt?: string;
  /** Set while the newest attempt failed: what is shown is stale since `lastSuccessAt`. */
  error?: string;
  intervalSeconds: number;
}

/** Everything that a page shows of one Matrix cluster, in one request. @public */
export interface MatrixClusterDetail {
  spec: StackSpec;
  poll: PollState;
  /** Undefined until the first poll has succeeded. */
  health?: Health;
  lastOperation?: Operation;
}

/**
 * What the connectivity of one Matrix cluster is judged from. Verdicts are made
 * where they are shown, by the same functions as in the backend.
 * @public
 */
export interface Connectivity {
  spec: StackSpec;
  poll: PollState;
  /** Undefined until the first poll has succeeded, and where it is too large to be kept. */
  network?: NetworkSnapshot;
  /** The newest probes. */
  probes?: ProbeReport;
}

/** Bad field of a spec. @public */
export interface SpecIssue {
  /** `ingress.nodePorts.http` */
  field: string;
  /** Names the value and what would be accepted. */
  message: string;
}

/** @public */
export interface SpecValidation {
  valid: boolean;
  issues: SpecIssue[];
  warnings: StackWarning[];
}

/** @public */
export interface RenderedStack {
  stages: (Omit<Stage, 'objects' | 'waits'> & {
    manifests: string;
    objects: string[];
  })[];
  warnings: StackWarning[];
  replicas: number | null;
  /** What the policies open and close on the cluster as it is now. */
  flowChanges: FlowChanges;
}

/** One spec that was stored for a Matrix cluster. @public */
export interface SpecHistoryEntry {
  /** Names it in `specId` of a plan or an apply; grows with each entry. */
  id: number;
  spec: StackSpec;
  createdAt: string;
  /** Entity reference of who stored it. */
  createdBy: string;
  /** When an apply of it first succeeded. */
  appliedAt?: string;
  /** It is the Matrix cluster's spec now. */
  current: boolean;
  /** It is what the newest successful apply put in, and has not been uninstalled. */
  inForce: boolean;
}

/** What to plan; the stored spec where none is named. @public */
export interface PlanRequest {
  spec?: unknown;
  /** An earlier spec, as `id` of {@link SpecHistoryEntry}. */
  specId?: number;
  /** `uninstall` plans taking the whole stack out. Default `apply`. */
  target?: 'apply' | 'uninstall';
  /** Conflicts the user chose to take over, as `object` of ApplyConflict. */
  force?: string[];
  /** Judge the flows as after an apply that prunes. An uninstall always does. What would be deleted is listed either way. */
  prune?: boolean;
  /** Namespaces, CustomResourceDefinitions and Secrets to delete too: `Namespace matrix`. */
  also?: string[];
}

/** How to apply; the stored spec where none is named. @public */
export interface ApplyRequest {
  spec?: StackSpec;
  /** An earlier spec, as `id` of {@link SpecHistoryEntry}: a roll back. */
  specId?: number;
  /** Conflicts the user chose to take over, as `object` of ApplyConflict. */
  force?: string[];
  /** Delete what earlier applies put in and this spec no longer has; with `also` what only goes when it is named. */
  prune?: boolean | { also: string[] };
}

/** @public */
export interface UninstallRequest {
  /** Namespaces, CustomResourceDefinitions and Secrets to delete too: `Namespace matrix`. */
  also?: string[];
  /** Forget the Matrix cluster afterwards; else it stays listed as not applied. */
  forget?: boolean;
}

/** @public */
export interface OperationDetail {
  operation: Operation;
  lines: ProgressLine[];
}

/** A release that the template can offer. @public */
export interface ReleaseSummary {
  component: 'ingress-nginx' | 'cert-manager';
  version: string;
  isDefault: boolean;
  /** Ranges as upstream tested them, `1.31` to `1.35`; no `max` where upstream names none. */
  kubernetes: { min: string; max?: string };
  advisories: {
    id: string;
    severity: string;
    summary: string;
    /** First fixed version of each line; absent when there is no fix. */
    fixedIn?: string;
    url: string;
  }[];
  note?: string;
}

/** What a TLS handshake with a host of the Matrix cluster came to. @public */
export type CertificateCheck =
  | {
      outcome: 'presented';
      host: string;
      port: number;
      address: string;
      protocol: string;
      trusted: boolean;
      /** Why it is not trusted, from OpenSSL: `self-signed certificate`. */
      trustError?: string;
      nameMatches: boolean;
      chain: {
        subject: string;
        issuer: string;
        serialNumber: string;
        notBefore: string;
        notAfter: string;
        dnsNames: string[];
        fingerprint256: string;
      }[];
      daysLeft: number;
    }
  | {
      outcome: 'failed';
      host: string;
      port: number;
      address?: string;
      reason:
        | 'nameNotResolved'
        | 'refused'
        | 'timeout'
        | 'notTls'
        | 'forbiddenAddress'
        | 'other';
      message: string;
    };
