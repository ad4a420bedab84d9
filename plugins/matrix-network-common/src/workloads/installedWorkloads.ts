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

import { InstalledComponent, InstalledComponents } from '../stack/types';
import { workload } from './catalogue';
import { Workload, WorkloadId } from './types';

function placed(
  id: WorkloadId,
  component: InstalledComponent | undefined,
): Workload[] {
  // By no label at all, every pod of the namespace would be one.
  return component?.pods && Object.keys(component.pods.labels).length > 0
    ? [
        {
          ...workload(id),
          namespace: component.namespace,
          podLabels: component.pods.labels,
          selector: component.pods.labels,
          hostNetwork: component.pods.hostNetwork,
        },
      ]
    : [];
}

/**
 * The ingress controller and the cert-manager of others that the stack uses:
 * where their pods are and what tells them, in place of the catalogue's.
 * @public
 */
export function installedWorkloads({
  ingressController,
  certManager,
}: InstalledComponents): Workload[] {
  return [
    ...placed('ingress-nginx', ingressController),
    ...placed('cert-manager', certManager),
  ];
}
