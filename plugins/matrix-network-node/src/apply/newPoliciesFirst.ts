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
import { KubernetesObject } from '@matrix-network/backstage-plugin-matrix-network-common';

/**
 * A group in parts, one after the other: policies that are there already come
 * last, so that a flow which moves from one of them to a new one is never lost.
 */
export function newPoliciesFirst(
  group: readonly KubernetesObject[],
  wasThere: (object: KubernetesObject) => boolean,
): KubernetesObject[][] {
  const isLast = (object: KubernetesObject) =>
    object.kind === 'NetworkPolicy' && wasThere(object);
  return [group.filter(object => !isLast(object)), group.filter(isLast)].filter(
    part => part.length > 0,
  );
}
