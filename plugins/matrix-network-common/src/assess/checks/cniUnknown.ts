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

import { Check } from '../Check';

/** Nobody can tell whether policies are enforced. */
export const cniUnknown: Check = {
  code: 'cni-unknown',
  about: 'It is known which network plugin enforces the policies.',
  needs: ['daemonSets'],
  run({ cni, snapshot }) {
    if (cni.enforcesPolicies !== 'unknown') {
      return [];
    }
    return [
      {
        severity: 'warning',
        subject: {
          kind: 'KubernetesCluster',
          name: snapshot.kubernetesCluster,
        },
        title:
          cni.name === 'unknown'
            ? 'It is not known which network plugin enforces the policies'
            : `It is not known whether ${cni.name} enforces the policies`,
        cause: `${cni.evidence}.`,
        remedy:
          'Prove it with a connectivity probe: a flow that must not work has to time out while its positive control works.',
        workloads: [],
      },
    ];
  },
};
