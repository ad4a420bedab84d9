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

import { NetworkPolicy } from '../kubernetes/types';
import {
  CertificateHealth,
  ContractRowHealth,
  Health,
  IngressHealth,
  PolicyHealth,
} from '../health/Health';
import {
  CertificateSnapshot,
  ControllerSnapshot,
  Snapshot,
} from '../snapshot/Snapshot';
import { ProbeReport } from '../probes/types';
import { StackSpec } from '../spec/StackSpec';
import { Workload } from '../workloads/types';
import { ExpectedPolicy } from './expectedPolicies';
import { PolicyShadow, RedundantPolicy } from './shadows';

/** A certificate as read, and what it comes to. @public */
export interface AssessedCertificate {
  certificate: CertificateSnapshot;
  health: CertificateHealth;
}

/**
 * All that a check may look at: the snapshot, the spec, and what the sections
 * of the assessment made of them. Computed once; checks only read it.
 * @public
 */
export interface AssessContext {
  snapshot: Snapshot;
  spec: StackSpec;
  now: Date;
  /** Workloads that the spec has, with the labels its policies ask for. */
  workloads: readonly Workload[];
  /** The stack's policies as this spec renders them now. */
  expectedPolicies: readonly ExpectedPolicy[];
  /** Policies of the namespace by name, as they are on the cluster. */
  livePolicies: ReadonlyMap<string, NetworkPolicy>;
  policies: readonly PolicyHealth[];
  /** Which of them make policies of the stack pointless. */
  shadows: readonly PolicyShadow[];
  /** Those from elsewhere beside which nothing changes. */
  redundantPolicies: readonly RedundantPolicy[];
  contract: readonly ContractRowHealth[];
  /**
   * The contract with other policies in the Matrix namespace than there are:
   * what would hold if only these were in force.
   */
  judge(policies: readonly NetworkPolicy[]): readonly ContractRowHealth[];
  ingress: IngressHealth;
  ingressController?: ControllerSnapshot;
  certificates: readonly AssessedCertificate[];
  cni: Health['cni'];
  /** What the newest probes saw, where any ran. */
  probes?: ProbeReport;
}
