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

import { InstalledComponent } from '../../stack/types';
import { RuleFinding, SpecRule } from './types';

/** Of several ingress controllers that were there before, policies know the one that is used. */
export const otherControllers: SpecRule = (_spec, { ingressController }) => {
  if (!ingressController) {
    return [];
  }
  const { others = [], tied = [] } = ingressController;
  if (tied.length > 0) {
    return [nobodyKnows(tied)];
  }
  return others.length > 0 ? [staysOut(ingressController, others)] : [];
};

/** One that serves would be cut off: that is no matter of a warning. */
function nobodyKnows(tied: readonly string[]): RuleFinding {
  return {
    severity: 'error',
    code: 'ingress-controllers-tied',
    field: 'ingress',
    message: `cannot be decided: of the ingress-nginx that others have installed, ${tied.join(
      ', ',
    )} all run for controller class k8s.io/ingress-nginx, and policies let in only one; expected one that runs for it: scale the others to 0, or give them a --controller-class of their own`,
  };
}

function staysOut(
  { namespace }: InstalledComponent,
  others: readonly string[],
): RuleFinding {
  return {
    severity: 'warning',
    code: 'other-ingress-controllers',
    field: 'ingress',
    message: `the cluster has more than one ingress-nginx: policies let in the one in namespace ${namespace}, and not ${others.join(
      ', ',
    )}: let the deployment's Ingresses be served by the former`,
  };
}
