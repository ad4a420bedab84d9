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

/** Of several ingress controllers that were there before, policies know the one that is used. */
export const otherControllers: SpecRule = (_spec, { ingressController }) =>
  ingressController?.others?.length
    ? [
        {
          severity: 'warning',
          code: 'other-ingress-controllers',
          field: 'ingress',
          message: `the cluster has more than one ingress-nginx: policies let in the one in namespace ${
            ingressController.namespace
          }, and not ${ingressController.others.join(
            ', ',
          )}: let the deployment's Ingresses be served by the former`,
        },
      ]
    : [];
