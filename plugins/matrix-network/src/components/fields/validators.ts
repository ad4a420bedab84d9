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

import type { CustomFieldValidator } from '@backstage/plugin-scaffolder-react';
import type { ReleaseComponent } from '@matrix-network/backstage-plugin-matrix-network-common';
import { matrixNetworkApiRef } from '../../api';
import { componentOf } from './componentOf';
import { kubernetesVersionOf } from './kubernetesVersionOf';
import { refusalText, releaseChoice } from './releaseChoice';
import { addServerIssues, issuesOf, uncheckedText } from './serverIssues';

/** A validator that shows what the backend says of one field of the spec. */
export function serverValidator<T>(field: string): CustomFieldValidator<T> {
  return (_value, errors, { apiHolder, formData }) =>
    addServerIssues({ apiHolder, answers: formData, field, errors });
}

/** Takes no release that does not fit the cluster which is chosen now: the backend only warns of it. */
export const releaseValidator: CustomFieldValidator<
  string,
  { component?: ReleaseComponent }
> = async (value, errors, { apiHolder, formData, uiSchema }) => {
  const api = apiHolder.get(matrixNetworkApiRef);
  if (!api) {
    return;
  }
  try {
    const version = await kubernetesVersionOf(api, formData.kubernetesCluster);
    const choice = releaseChoice(componentOf(uiSchema), version, value);
    const refusal = refusalText(choice);
    if (refusal !== undefined) {
      errors.addError(refusal);
    }
  } catch (error) {
    errors.addError(uncheckedText(error));
  }
};

/** Lets nobody past the review while the backend finds anything wrong. */
export const reviewValidator: CustomFieldValidator<null> = async (
  _value,
  errors,
  { apiHolder, formData },
) => {
  for (const issue of await issuesOf(apiHolder, formData)) {
    errors.addError(
      issue.field ? `${issue.field}: ${issue.message}` : issue.message,
    );
  }
};
