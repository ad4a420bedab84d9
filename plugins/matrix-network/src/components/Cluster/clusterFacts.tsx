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
  Health,
  MatrixClusterDetail,
  systemRefOf,
} from '@matrix-network/backstage-plugin-matrix-network-common';
import { ReactNode } from 'react';
import { cniWords } from '../../model';
import { EntityNetworkLink } from '../EntityNetworkLink';
import { StatusLabel } from '../Status';

/** Facts in the head of a Matrix cluster's page. */
export function clusterFacts(
  detail: MatrixClusterDetail,
  health: Health,
): { name: string; value: ReactNode }[] {
  const { spec } = detail;
  return [
    { name: 'Domain', value: spec.domain },
    {
      name: 'Kubernetes cluster, namespace',
      value: `${spec.kubernetesCluster}, ${spec.namespace}`,
    },
    {
      name: 'Catalog',
      value: (
        <EntityNetworkLink entityRef={systemRefOf(spec.name)}>
          System {spec.name}
        </EntityNetworkLink>
      ),
    },
    { name: 'CCU target', value: spec.targetCcu.toLocaleString('en') },
    {
      name: 'Network plugin',
      value: (
        <span title={health.cni.evidence}>
          {health.cni.name}{' '}
          <StatusLabel state={cniWords[health.cni.enforcesPolicies]} />
        </span>
      ),
    },
  ];
}
