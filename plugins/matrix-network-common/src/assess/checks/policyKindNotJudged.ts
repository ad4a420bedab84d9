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
import { count, list } from '../text';

/** Policies beside NetworkPolicy and AdminNetworkPolicy: they may open or cut what a verdict says. */
export const policyKindNotJudged: Check = {
  code: 'policy-kind-not-judged',
  about:
    'Names policies of network plugins and meshes, which verdicts do not take into account.',
  needs: ['pluginPolicies'],
  run({ snapshot }) {
    const policies = snapshot.pluginPolicies ?? [];
    if (policies.length === 0) {
      return [];
    }
    const kinds = [...new Set(policies.map(({ kind }) => kind))];
    const [first] = policies;
    return [
      {
        severity: 'warning',
        subject: {
          kind: first.kind,
          ...(first.namespace && { namespace: first.namespace }),
          name: first.name,
        },
        title: `${count(policies.length, 'policy', 'policies')} of kind ${list(
          kinds,
        )} may decide otherwise than verdicts say`,
        cause: `${list(
          policies.map(({ kind, namespace, name }) =>
            namespace ? `${kind} ${namespace}/${name}` : `${kind} ${name}`,
          ),
        )} can allow or deny flows of namespace ${
          snapshot.namespace
        } before or beside its NetworkPolicies. Verdicts and the contract do not take them into account.`,
        remedy:
          'Read what they say of the pods of this namespace, and prove the isolation by probes.',
        workloads: [],
      },
    ];
  },
};
