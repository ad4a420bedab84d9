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

import { forbiddenRights } from '../../snapshot/forbiddenRights';
import { MissingRight } from '../../stack/StackPlan';
import { AssessContext } from '../AssessContext';
import { Check } from '../Check';
import { allSources, sourceTitles } from '../reads';

function grantCommand(
  { verb, resource, namespace }: MissingRight,
  { snapshot }: AssessContext,
): string {
  return `kubectl auth can-i ${verb} ${resource}${
    namespace ? ` -n ${namespace}` : ' --all-namespaces'
  } --context ${snapshot.kubernetesCluster}`;
}

/** The portal's account may not read something; what depends on it is not judged. */
export const readForbidden: Check = {
  code: 'read-forbidden',
  about: "The portal's account may read all that the assessment needs.",
  needs: [],
  run: context =>
    allSources.flatMap(source =>
      forbiddenRights(context.snapshot.reads[source]).map(right => {
        const { verb, resource, namespace } = right;
        const where = namespace
          ? `in namespace ${namespace}`
          : 'in the cluster';
        return {
          severity: 'warning',
          subject: {
            kind: 'KubernetesCluster',
            name: context.snapshot.kubernetesCluster,
          },
          title: `The portal may not ${verb} ${resource} ${where}`,
          cause: `The cluster refused it (403), so whatever depends on ${sourceTitles[source]} is not judged.`,
          remedy: `Grant verb ${verb} on ${resource} ${where} to the portal's account by a ${
            namespace ? 'Role' : 'ClusterRole'
          }; \`matrix-network rbac --role reader\` prints all that reading needs. With the account's kubeconfig this says whether it worked: ${grantCommand(
            right,
            context,
          )}`,
          workloads: [],
        };
      }),
    ),
};
