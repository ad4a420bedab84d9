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

import {
  StackSpec,
  StackWarning,
} from '@matrix-network/backstage-plugin-matrix-network-common';
import { InventoryStore } from '../database/InventoryStore';

/** A Matrix cluster that has moved to another Kubernetes cluster leaves its objects behind: nothing reaches for them there. */
export async function leftElsewhere(
  inventory: Pick<InventoryStore, 'otherPlaces'>,
  spec: StackSpec,
): Promise<StackWarning[]> {
  const places = await inventory.otherPlaces({
    matrixCluster: spec.name,
    kubernetesCluster: spec.kubernetesCluster,
  });
  return places.map(place => ({
    code: 'left-elsewhere',
    field: 'kubernetesCluster',
    message: `Objects of ${spec.name} are still on Kubernetes cluster ${place}: apply it there once more and uninstall it, or delete them by hand`,
  }));
}
