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

/** Writes for the HorizontalPodAutoscaler; people who scale do so as kubectl. */
const AUTOSCALING_MANAGER = 'kube-controller-manager';

/**
 * The object without `spec.replicas` where an autoscaler owns that field of the
 * live one. It is the one field that is not sent as rendered.
 */
export function leaveToAutoscaler(
  object: KubernetesObject,
  live: KubernetesObject | undefined,
): KubernetesObject {
  const isAutoscaled = live?.metadata.managedFields?.some(
    ({ manager, subresource }) =>
      manager === AUTOSCALING_MANAGER && subresource === 'scale',
  );
  const { spec } = object;
  if (!isAutoscaled || typeof spec !== 'object' || spec === null) {
    return object;
  }
  const fields = Object.entries(spec).filter(([field]) => field !== 'replicas');
  return { ...object, spec: Object.fromEntries(fields) };
}
