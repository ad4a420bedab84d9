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

import { Link } from '@backstage/core-components';
import { useRouteRef } from '@backstage/core-plugin-api';
import { useMatrixClusters } from '../../hooks';
import { healthStatusWords } from '../../model';
import { clusterPath, rootRouteRef } from '../../routing';
import { Facts } from '../Layout';
import { LoadError, Loading, NothingHere, RefreshError } from '../States';
import { LastSeen, StatusLabel } from '../Status';

/** The Matrix clusters on a Kubernetes cluster, with their status and how old it is. */
export function ClusterListCard(props: { names: readonly string[] }) {
  const root = useRouteRef(rootRouteRef)();
  const { value, error, loading, refreshing, retry } = useMatrixClusters();
  if (loading) {
    return <Loading what="the Matrix clusters" rows={1} />;
  }
  if (!value) {
    return error ? (
      <LoadError
        what="the Matrix clusters"
        error={error}
        onRetry={retry}
        retrying={refreshing}
      />
    ) : null;
  }
  const clusters = value.filter(cluster =>
    props.names.includes(cluster.kubernetesCluster),
  );
  return (
    <>
      <RefreshError error={error} onRetry={retry} />
      {clusters.length === 0 && (
        <NothingHere title="No Matrix cluster runs here" />
      )}
      <Facts
        facts={clusters.map(cluster => ({
          name: cluster.domain,
          value: (
            <>
              <StatusLabel state={healthStatusWords[cluster.status]} />{' '}
              <Link to={clusterPath(root, cluster.name)}>{cluster.name}</Link>
              <div>
                <LastSeen poll={cluster.poll} />
              </div>
            </>
          ),
        }))}
      />
    </>
  );
}
