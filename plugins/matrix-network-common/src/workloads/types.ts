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

import { Labels } from '../kubernetes/types';

/**
 * Names of the workloads of a Matrix deployment and of its neighbours outside the namespace.
 * @public
 */
export type WorkloadId =
  | 'synapse-main'
  | 'synapse-li'
  | 'element-web'
  | 'element-web-li'
  | 'synapse-admin-li'
  | 'postgresql'
  | 'postgresql-li'
  | 'redis'
  | 'minio'
  | 'key-vault'
  | 'livekit'
  | 'coturn'
  | 'haproxy'
  | 'sygnal'
  | 'content-scanner'
  | 'clamav'
  | 'sync-system'
  | 'acme-solver'
  | 'ingress-nginx'
  | 'cert-manager'
  | 'cnpg-operator'
  | 'minio-operator'
  | 'prometheus'
  | 'dns'
  | 'node-local-dns';

/**
 * A named part of the deployment and the labels that identify its pods.
 * @public
 */
export interface Workload {
  id: WorkloadId;
  /** As a person would say it: "Synapse (main)". */
  title: string;
  /** One sentence: what it does in the deployment. */
  description: string;
  /** `null` means the Matrix cluster's own namespace. */
  namespace: string | null;
  /** Labels that every pod of the workload carries. */
  podLabels: Labels;
  /** The fewest of them that tell its pods from others: policies, and this product, know it by these. */
  selector: Labels;
  /**
   * Labels that policies ask for on top, and that whoever owns the workload must
   * put on its pods. {@link workloadsOf} fills them in by the spec; a pod is of
   * this workload with or without them.
   */
  policyLabels: Labels;
  hostNetwork: boolean;
  /** Pod ports (after Service translation) that something listens on. */
  ports: readonly {
    name: string;
    port: number;
    endPort?: number;
    protocol: 'TCP' | 'UDP' | 'SCTP';
  }[];
}
