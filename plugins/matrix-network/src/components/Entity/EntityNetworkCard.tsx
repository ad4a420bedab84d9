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

import { InfoCard, Link } from '@backstage/core-components';
import { useEntity } from '@backstage/plugin-catalog-react';
import { entityScope } from '../../entity';
import { Body } from '../Layout';
import { ClusterListCard } from './ClusterListCard';
import { HealthCard } from './HealthCard';

/** Status at a glance on an entity's overview, with a link to its Network tab. */
export function EntityNetworkCard() {
  const { entity } = useEntity();
  const scope = entityScope(entity);
  if (!scope) {
    return null;
  }
  return (
    <InfoCard
      title="Network"
      action={
        <Link to="network" style={{ display: 'block', padding: 16 }}>
          Details
        </Link>
      }
    >
      <Body>
        {scope.kind === 'kubernetesCluster' ? (
          <ClusterListCard names={scope.names} />
        ) : (
          <HealthCard
            matrixCluster={scope.matrixCluster}
            workload={scope.kind === 'workload' ? scope.workload : undefined}
          />
        )}
      </Body>
    </InfoCard>
  );
}
