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

import { FIELD_MANAGER } from '@matrix-network/backstage-plugin-matrix-network-common';
import { isTransient, KubernetesApiError } from '../../cluster';
import { done, failed, Waiter, waiting } from './Waiter';

/** The API server takes the object in a dry run: all its webhooks answer. Nothing is stored. */
export const dryRunAccepted: Waiter<'dryRunAccepted'> = async (
  { object },
  client,
  options,
) => {
  try {
    await client.apply(object, {
      ...options,
      fieldManager: FIELD_MANAGER,
      dryRun: true,
    });
    return done;
  } catch (error) {
    const isUnknownKind =
      error instanceof KubernetesApiError && error.statusCode === 404;
    if (isTransient(error) || isUnknownKind) {
      return waiting(error.message);
    }
    if (error instanceof KubernetesApiError) {
      return failed(error.message);
    }
    throw error;
  }
};
