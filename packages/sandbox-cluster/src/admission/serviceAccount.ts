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

import { ClusterState } from '../controllers/ClusterState';
import { SERVICE_ACCOUNT } from '../controllers/kinds';
import { isMirrorPod } from '../kinds/podServiceAccount';
import { isObject, stringAt } from '../schema/json';
import { AdmissionRequest } from '../store/ObjectStore';

/**
 * Admission plugin ServiceAccount: why a new pod may not run as the account that
 * it names; undefined when it may.
 */
export function serviceAccountRefusal(
  { operation, group, kind, namespace = '', object }: AdmissionRequest,
  state: ClusterState,
): string | undefined {
  const pod: unknown = object;
  if (
    operation !== 'CREATE' ||
    group !== '' ||
    kind !== 'Pod' ||
    !isObject(pod)
  ) {
    return undefined;
  }
  const name = stringAt(pod, 'spec', 'serviceAccountName');
  if (isMirrorPod(pod)) {
    return name ? 'a mirror pod may not reference service accounts' : undefined;
  }
  return state.get(SERVICE_ACCOUNT, namespace, name)
    ? undefined
    : `error looking up service account ${namespace}/${name}: serviceaccount ${JSON.stringify(
        name,
      )} not found`;
}
