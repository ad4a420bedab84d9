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
import FormHelperText from '@material-ui/core/FormHelperText';
import LinearProgress from '@material-ui/core/LinearProgress';
import TextField from '@material-ui/core/TextField';
import {
  describeKubernetesRange,
  FittingRelease,
  ReleaseComponent,
} from '@matrix-network/backstage-plugin-matrix-network-common';
import useAsync from 'react-use/esm/useAsync';
import { matrixNetworkApiRef } from '../../api';
import { errorMessage } from '../States';
import { componentOf } from './componentOf';
import { formValues } from './formValues';
import { kubernetesVersionOf } from './kubernetesVersionOf';
import { ReleaseChoice, releaseChoice } from './releaseChoice';
import { useFittingValue } from './useFittingValue';

type ReleaseFieldProps = FieldExtensionComponentProps<
  string,
  { component?: ReleaseComponent }
>;

/**
 * Picks a release of an upstream component, of those that fit the chosen
 * cluster. One that does not fit is not kept, wherever it came from: from an
 * earlier cluster, a link, a default of the template.
 */
export function ReleaseField(props: ReleaseFieldProps) {
  const { formData, onChange, uiSchema, formContext } = props;
  const component = componentOf(uiSchema);
  const { version, loading, error } = useKubernetesVersion(
    formValues(formContext).kubernetesCluster,
  );
  const choice = releaseChoice(component, version, formData);
  const { note, choose } = useFittingValue({
    value: formData,
    // Something is chosen from the start, for who goes on at once: the validator holds it against the cluster.
    choice: loading && formData !== undefined ? undefined : choice,
    onChange,
  });
  const isStuck = !loading && choice.offered.length === 0;
  return (
    <div>
      {loading ? (
        <LinearProgress aria-label="Loading the releases that fit" />
      ) : (
        <ReleaseSelect
          {...props}
          choice={choice}
          label={props.schema.title ?? `${component} release`}
          helperText={helperText(props.schema.description, {
            version,
            error,
            choice,
          })}
          onChoose={choose}
        />
      )}
      {/* There from the start, so that what comes into it is read out. */}
      <FormHelperText component="div" role="status" error={isStuck}>
        {isStuck ? choice.problem : note}
      </FormHelperText>
    </div>
  );
}

function ReleaseSelect(
  props: ReleaseFieldProps & {
    choice: ReleaseChoice;
    label: string;
    helperText?: string;
    onChoose: (version: string | undefined) => void;
  },
) {
  const { formData, idSchema, choice, onChoose } = props;
  const { offered } = choice;
  const isOffered = offered.some(({ release }) => release.version === formData);
  return (
    <TextField
      select
      fullWidth
      margin="normal"
      id={idSchema.$id}
      label={props.label}
      value={isOffered ? formData : ''}
      required={props.required}
      disabled={props.disabled || props.readonly || offered.length === 0}
      error={(props.rawErrors ?? []).length > 0 || offered.length === 0}
      helperText={props.helperText}
      InputLabelProps={{ shrink: true }}
      SelectProps={{ native: true }}
      onChange={event => onChoose(event.target.value || undefined)}
    >
      {!isOffered && <option value="">None</option>}
      {offered.map(fitting => (
        <option key={fitting.release.version} value={fitting.release.version}>
          {optionText(fitting)}
        </option>
      ))}
    </TextField>
  );
}

/** The version of the cluster that an earlier step has chosen, as last seen. */
function useKubernetesVersion(cluster: unknown) {
  const api = useApi(matrixNetworkApiRef);
  const { value, loading, error } = useAsync(
    () => kubernetesVersionOf(api, cluster),
    [api, cluster],
  );
  return { version: value, loading, error };
}

function optionText({ release, support }: FittingRelease): string {
  const { version, kubernetes, advisories, endOfLife } = release;
  const count = advisories.length;
  const notes = [
    `Kubernetes ${describeKubernetesRange(kubernetes)}`,
    ...(support === 'tooNew' ? ['not tested with a newer one'] : []),
    ...(count > 0
      ? [`${count} known ${count === 1 ? 'vulnerability' : 'vulnerabilities'}`]
      : []),
    ...(endOfLife ? ['end of life'] : []),
  ];
  return `${version} (${notes.join('; ')})`;
}

/** What was known of the cluster when the releases were picked out. */
interface Offer {
  version?: string;
  error?: Error;
  choice: ReleaseChoice;
}

function helperText(
  description: string | undefined,
  offer: Offer,
): string | undefined {
  return (
    [description, offeredText(offer)].filter(Boolean).join('. ') || undefined
  );
}

function offeredText({ version, error, choice }: Offer): string | undefined {
  const [first] = choice.offered;
  if (!first) {
    return undefined;
  }
  if (first.support === 'tooNew') {
    return `No release was tested with the cluster's Kubernetes ${version} yet: the newest is offered.`;
  }
  if (version) {
    return `Offered is what was tested with the cluster's Kubernetes ${version}.`;
  }
  return error
    ? `The cluster's Kubernetes version could not be read (${errorMessage(
        error,
      )}): all releases are offered.`
    : "The cluster's Kubernetes version is not known: all releases are offered.";
}
