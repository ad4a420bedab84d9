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
  MissingAnnotationEmptyState,
  useEntity,
} from '@backstage/plugin-catalog-react';
import { MATRIX_CLUSTER_ANNOTATION } from '@matrix-network/backstage-plugin-matrix-network-common';
import { entityScope } from '../../entity';
import { Body } from '../Layout';
import {
  KubernetesClusterNetwork,
  MatrixClusterNetwork,
  WorkloadNetwork,
} from '../Cluster';

/** The Network tab: of a workload, of a whole Matrix cluster, or of a Kubernetes cluster. */
export function EntityNetworkContent() {
  return (
    <Body>
      <ScopeNetwork />
    </Body>
  );
}

function ScopeNetwork() {
  const { entity } = useEntity();
  const scope = entityScope(entity);
  switch (scope?.kind) {
    case 'workload':
      return (
        <WorkloadNetwork
          matrixCluster={scope.matrixCluster}
          workload={scope.workload}
        />
      );
    case 'matrixCluster':
      return <MatrixClusterNetwork name={scope.matrixCluster} />;
    case 'kubernetesCluster':
      return <KubernetesClusterNetwork names={scope.names} />;
    default:
      return (
        <MissingAnnotationEmptyState annotation={MATRIX_CLUSTER_ANNOTATION} />
      );
  }
}
