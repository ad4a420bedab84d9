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

import { SpecRule } from './types';

/** What others have installed into the Matrix namespace would be cut off by default-deny-all. */
export const usedComponentsOutside: SpecRule = (
  { namespace, certificates },
  { ingressController, certManager },
) => {
  const used = [
    { title: 'the ingress-nginx', component: ingressController },
    {
      title: 'the cert-manager',
      component:
        certificates.management === 'external' ? undefined : certManager,
    },
  ];
  return used.flatMap(
    ({ title, component }): ReturnType<SpecRule> =>
      component?.namespace === namespace
        ? [
            {
              severity: 'error',
              code: 'used-component-in-matrix-namespace',
              field: 'namespace',
              message: `'${namespace}' is not accepted: ${title} that would be used as it is (managed by ${component.owner}) runs in it, and default-deny-all would cut it off; expected a namespace of the Matrix deployment's own`,
            },
          ]
        : [],
  );
};
