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

import { StackSpec } from '../spec/StackSpec';
import { UsedComponent } from './StackPlan';
import { ClusterFacts, InstalledComponent } from './types';

/** What was on the cluster before, as far as a stack uses it instead of its own. @public */
export function usedComponents(
  spec: StackSpec,
  { ingressController, certManager }: ClusterFacts,
): UsedComponent[] {
  const used: UsedComponent[] = [];
  if (ingressController) {
    used.push({ component: 'ingress-nginx', ...named(ingressController) });
  }
  if (certManager && spec.certificates.management !== 'external') {
    used.push({ component: 'cert-manager', ...named(certManager) });
  }
  return used;
}

function named({ version, namespace, owner }: InstalledComponent) {
  return { version, namespace, owner };
}
