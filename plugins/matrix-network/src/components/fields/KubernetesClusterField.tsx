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

import { useApi } from '@backstage/core-plugin-api';
import { FieldExtensionComponentProps } from '@backstage/plugin-scaffolder-react';
import LinearProgress from '@material-ui/core/LinearProgress';
import TextField from '@material-ui/core/TextField';
import { KubernetesClusterSummary } from '@matrix-network/backstage-plugin-matrix-network-common';
import useAsyncRetry from 'react-use/esm/useAsyncRetry';
import { matrixNetworkApiRef } from '../../api';
import { LoadError } from '../States';
import { StatusLabel } from '../Status';

/** Picks one of the Kubernetes clusters that the backend can reach. */
export function KubernetesClusterField(
  props: FieldExtensionComponentProps<string>,
) {
  const { formData, onChange, schema, idSchema, rawErrors } = props;
  const api = useApi(matrixNetworkApiRef);
  const { value, error, loading, retry } = useAsyncRetry(
    () => api.listKubernetesClusters(),
    [api],
  );
  if (loading) {
    return <LinearProgress aria-label="Loading the Kubernetes clusters" />;
  }
  if (error) {
    return (
      <LoadError what="the Kubernetes clusters" error={error} onRetry={retry} />
    );
  }
  const clusters = value ?? [];
  const chosen = clusters.find(cluster => cluster.name === formData);
  const errors = rawErrors ?? [];
  return (
    <div>
      <TextField
        select
        fullWidth
        margin="normal"
        id={idSchema.$id}
        label={schema.title ?? 'Kubernetes cluster'}
        value={chosen ? formData : ''}
        required={props.required}
        disabled={props.disabled || props.readonly}
        error={errors.length > 0}
        helperText={helperText(clusters, schema.description)}
        InputLabelProps={{ shrink: true }}
        SelectProps={{ native: true }}
        onChange={event => onChange(event.target.value || undefined)}
      >
        <option value="">Choose one</option>
        {clusters.map(cluster => (
          <option key={cluster.name} value={cluster.name}>
            {optionText(cluster)}
          </option>
        ))}
      </TextField>
      {chosen && <Reachability cluster={chosen} />}
    </div>
  );
}

function Reachability(props: { cluster: KubernetesClusterSummary }) {
  const { reachable, kubernetesVersion, message } = props.cluster;
  return reachable ? (
    <StatusLabel
      state={{
        tone: message ? 'warning' : 'good',
        word: `Reachable${
          kubernetesVersion ? `, Kubernetes ${kubernetesVersion}` : ''
        }${message ? `: ${message}` : ''}`,
      }}
    />
  ) : (
    <StatusLabel
      state={{
        tone: 'bad',
        word: `Not reachable${message ? `: ${message}` : ''}`,
      }}
    />
  );
}

function optionText(cluster: KubernetesClusterSummary): string {
  const name = cluster.title ?? cluster.name;
  if (!cluster.reachable) {
    return `${name} (not reachable)`;
  }
  return cluster.kubernetesVersion
    ? `${name} (Kubernetes ${cluster.kubernetesVersion})`
    : name;
}

function helperText(
  clusters: readonly KubernetesClusterSummary[],
  description: string | undefined,
): string | undefined {
  return clusters.length
    ? description
    : 'The backend knows no Kubernetes cluster: configure kubernetes.clusterLocatorMethods.';
}
