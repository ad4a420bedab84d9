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
import {
  fittingReleases,
  Release,
  ReleaseComponent,
  releasesOf,
} from '@matrix-network/backstage-plugin-matrix-network-common';
import useAsync from 'react-use/esm/useAsync';
import { matrixNetworkApiRef } from '../../api';
import { errorMessage } from '../States';
import { formValues } from './formValues';

type ReleaseFieldProps = FieldExtensionComponentProps<
  string,
  { component?: ReleaseComponent }
>;

/** Picks a release of an upstream component, of those that fit the chosen cluster. */
export function ReleaseField(props: ReleaseFieldProps) {
  const { formData, onChange, schema, uiSchema, idSchema, formContext } = props;
  const component = uiSchema['ui:options']?.component ?? 'ingress-nginx';
  const { version, loading, error } = useKubernetesVersion(
    formValues(formContext).kubernetesCluster,
  );
  if (loading) {
    return <LinearProgress aria-label="Loading the releases that fit" />;
  }
  const errors = props.rawErrors ?? [];
  const offered = offeredReleases(component, version, formData);
  return (
    <TextField
      select
      fullWidth
      margin="normal"
      id={idSchema.$id}
      label={schema.title ?? `${component} release`}
      value={formData ?? ''}
      required={props.required}
      disabled={props.disabled || props.readonly}
      error={errors.length > 0}
      helperText={helperText(schema.description, version, error)}
      InputLabelProps={{ shrink: true }}
      SelectProps={{ native: true }}
      onChange={event => onChange(event.target.value || undefined)}
    >
      {offered.map(({ release, fits }) => (
        <option key={release.version} value={release.version}>
          {optionText(release, fits, version)}
        </option>
      ))}
    </TextField>
  );
}

/** The version of the cluster that an earlier step has chosen, as last seen. */
function useKubernetesVersion(cluster: unknown) {
  const api = useApi(matrixNetworkApiRef);
  const { value, loading, error } = useAsync(async () => {
    const clusters = await api.listKubernetesClusters();
    return clusters.find(({ name }) => name === cluster)?.kubernetesVersion;
  }, [api, cluster]);
  return { version: value, loading, error };
}

/** Those that fit, and the one that is chosen already: a choice is never lost. */
function offeredReleases(
  component: ReleaseComponent,
  version: string | undefined,
  chosen: string | undefined,
): { release: Release; fits: boolean }[] {
  const fitting = fittingReleases(component, version).map(
    ({ release }) => release.version,
  );
  return releasesOf(component)
    .map(release => ({ release, fits: fitting.includes(release.version) }))
    .filter(({ release, fits }) => fits || release.version === chosen);
}

function optionText(
  { version, kubernetes, advisories, endOfLife }: Release,
  fits: boolean,
  clusterVersion: string | undefined,
): string {
  const range = kubernetes.max
    ? `Kubernetes ${kubernetes.min} to ${kubernetes.max}`
    : `Kubernetes ${kubernetes.min} or newer`;
  const count = advisories.length;
  const notes = [
    range,
    ...(fits ? [] : [`not tested with ${clusterVersion}`]),
    ...(count > 0
      ? [`${count} known ${count === 1 ? 'vulnerability' : 'vulnerabilities'}`]
      : []),
    ...(endOfLife ? ['end of life'] : []),
  ];
  return `${version} (${notes.join('; ')})`;
}

function helperText(
  description: string | undefined,
  version: string | undefined,
  error: Error | undefined,
): string {
  const offered = offeredText(version, error);
  return description ? `${description}. ${offered}` : offered;
}

function offeredText(
  version: string | undefined,
  error: Error | undefined,
): string {
  if (version) {
    return `Offered is what was tested with the cluster's Kubernetes ${version}.`;
  }
  return error
    ? `The cluster's Kubernetes version could not be read (${errorMessage(
        error,
      )}): all releases are offered.`
    : "The cluster's Kubernetes version is not known: all releases are offered.";
}
