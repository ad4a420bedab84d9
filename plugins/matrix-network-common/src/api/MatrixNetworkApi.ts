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

import { Operation } from '../operations/Operation';
import { StackPlan } from '../stack/StackPlan';
import { ProbeSelection } from '../probes/types';
import {
  ApplyRequest,
  CertificateCheck,
  Connectivity,
  KubernetesClusterSummary,
  MatrixClusterDetail,
  MatrixClusterSummary,
  OperationDetail,
  PlanRequest,
  ReleaseSummary,
  RenderedStack,
  SpecHistoryEntry,
  SpecValidation,
  UninstallRequest,
} from './types';

/**
 * The backend's REST API, as its clients see it. Paths are below
 * `/api/matrix-network`.
 * @public
 */
export interface MatrixNetworkApi {
  /** `GET /kubernetes-clusters` */
  listKubernetesClusters(): Promise<KubernetesClusterSummary[]>;
  /** `GET /releases` */
  listReleases(): Promise<ReleaseSummary[]>;
  /** `GET /matrix-clusters`, worst first. */
  listMatrixClusters(): Promise<MatrixClusterSummary[]>;
  /** `GET /matrix-clusters/:name` */
  getMatrixCluster(name: string): Promise<MatrixClusterDetail>;
  /** `POST /matrix-clusters/:name/refresh`: polls now, answers with what came of it. */
  refreshMatrixCluster(name: string): Promise<MatrixClusterDetail>;
  /** `DELETE /matrix-clusters/:name`: forgets it; the objects on its Kubernetes cluster stay. */
  forgetMatrixCluster(name: string): Promise<void>;
  /** `POST /specs/validate` with any input; never fails for a bad spec. */
  validateSpec(spec: unknown): Promise<SpecValidation>;
  /** `POST /specs/render`: what would be applied. */
  renderStack(spec: unknown): Promise<RenderedStack>;
  /**
   * `POST /matrix-clusters/:name/operations`: stores the spec where one is
   * given and queues an apply. Fails with a ConflictError naming the operation
   * that is already under way.
   */
  startApply(name: string, request: ApplyRequest): Promise<Operation>;
  /**
   * `POST /matrix-clusters/:name/plan`: what an apply or an uninstall would do
   * to the cluster as it is now, by dry run. Changes nothing.
   */
  planStack(name: string, request: PlanRequest): Promise<StackPlan>;
  /** `GET /matrix-clusters/:name/specs`: every spec that was stored, newest first. */
  listSpecs(name: string): Promise<SpecHistoryEntry[]>;
  /**
   * `POST /matrix-clusters/:name/uninstall`: queues taking the stack out. Fails
   * with a ConflictError naming the operation that is already under way.
   */
  startUninstall(name: string, request: UninstallRequest): Promise<Operation>;
  /** `GET /matrix-clusters/:name/connectivity`: pods and policies of the last poll, and the newest probes. */
  getConnectivity(name: string): Promise<Connectivity>;
  /**
   * `POST /matrix-clusters/:name/probes`: queues an operation that tries flows
   * for real. Fails with a ConflictError naming the operation that is already
   * under way.
   */
  startProbe(name: string, selection: ProbeSelection): Promise<Operation>;
  /** `GET /matrix-clusters/:name/operations`, newest first. */
  listOperations(name: string): Promise<Operation[]>;
  /** `GET /operations/:id?after=SEQUENCE`: the operation and its lines after that one. */
  getOperation(id: string, after?: number): Promise<OperationDetail>;
  /** `POST /matrix-clusters/:name/certificate-checks`: a TLS handshake with one of its own hosts. */
  checkCertificate(
    name: string,
    request: { host: string; port?: number },
  ): Promise<CertificateCheck>;
}
