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

/** Policies would let in the whole namespace of a controller whose pods no label tells. */
export const usedControllerLabelled: SpecRule = (
  _spec,
  { ingressController },
) =>
  ingressController?.pods &&
  Object.keys(ingressController.pods.labels).length === 0
    ? [
        {
          severity: 'error',
          code: 'used-component-without-labels',
          field: 'ingress',
          message: `cannot be let in: the ingress-nginx in namespace ${ingressController.namespace}, which would be used as it is (managed by ${ingressController.owner}), has no label that its pods could be told by, and a policy without one lets in every pod of that namespace; expected labels on its pod template, app.kubernetes.io/name among them`,
        },
      ]
    : [];
