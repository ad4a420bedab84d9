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

import { ClusterAccess } from '@matrix-network/backstage-plugin-matrix-network-node';
import { CertificateChecker } from '../certificates/CertificateChecker';
import { HealthStore } from '../database/HealthStore';
import { InventoryStore } from '../database/InventoryStore';
import { KubernetesClusterStore } from '../database/KubernetesClusterStore';
import { OperationStore } from '../database/OperationStore';
import { SpecStore } from '../database/SpecStore';
import { StackEngine } from '../engine/StackEngine';
import { OperationRunner } from '../operations/OperationRunner';
import { PollDispatcher } from '../poller/PollDispatcher';
import { MatrixClusterDirectory } from './MatrixClusterDirectory';

/** What the routes and actions work with. */
export interface Services {
  directory: MatrixClusterDirectory;
  specs: SpecStore;
  inventory: InventoryStore;
  health: HealthStore;
  operations: OperationStore;
  kubernetesClusters: KubernetesClusterStore;
  clusters: ClusterAccess;
  engine: StackEngine;
  polls: Pick<PollDispatcher, 'pollNow'>;
  runner: Pick<OperationRunner, 'tick'>;
  certificates: Pick<CertificateChecker, 'check'>;
  pollIntervalMs: number;
  /** The list of Matrix clusters has changed: the catalog looks again. */
  onMatrixClustersChanged: () => void;
  now: () => Date;
}
