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

import { useMatrixClusters } from '../../hooks';
import { FleetTable } from '../Fleet/FleetTable';
import { Section } from '../Layout';
import { LoadError, Loading, NothingHere, RefreshError } from '../States';

/** The Matrix clusters on one Kubernetes cluster. */
export function KubernetesClusterNetwork(props: { names: readonly string[] }) {
  const { value, error, loading, refreshing, retry } = useMatrixClusters();
  const what = `the Matrix clusters on ${props.names[0]}`;
  if (loading) {
    return <Loading what={what} />;
  }
  if (!value) {
    return error ? (
      <LoadError
        what={what}
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
      <Section title="Matrix clusters">
        {clusters.length ? (
          <FleetTable clusters={clusters} />
        ) : (
          <NothingHere title="No Matrix cluster runs here">
            Matrix clusters that are created on {props.names[0]} appear here.
          </NothingHere>
        )}
      </Section>
    </>
  );
}
