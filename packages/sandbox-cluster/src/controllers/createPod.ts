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
import { ApiError } from '../store/ApiError';
import { ControllerContext } from './Controller';
import { recordEvent } from './events';
import { Pod } from './kinds';

const MANAGER = 'kube-controller-manager';

/**
 * Creates a pod for its controller. Where the API server refuses it (quota, pod
 * security, a webhook), an Event of the owner says why, and the answer is false.
 */
export function createPod(
  owner: KubernetesObject,
  pod: Pod,
  component: string,
  context: ControllerContext,
): boolean {
  try {
    context.state.create(pod, MANAGER);
  } catch (error) {
    if (!(error instanceof ApiError)) {
      throw error;
    }
    recordEvent(context, component, owner, {
      type: 'Warning',
      reason: 'FailedCreate',
      message: `Error creating: ${error.message}`,
      key: '',
    });
    return false;
  }
  return true;
}

/** How long a controller waits before it tries a refused pod again. */
export function retryRefused({ delayMs }: ControllerContext) {
  return { requeueAfterMs: Math.max(delayMs * 5, 50) };
}
