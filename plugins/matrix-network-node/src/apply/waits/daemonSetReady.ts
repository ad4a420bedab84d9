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

import { z } from 'zod';
import { done, Waiter, waiting } from './Waiter';

const daemonSetSchema = z.object({
  metadata: z.object({ generation: z.number().default(0) }),
  status: z
    .object({
      observedGeneration: z.number().default(0),
      desiredNumberScheduled: z.number().default(0),
      updatedNumberScheduled: z.number().default(0),
      numberReady: z.number().default(0),
    })
    .prefault({}),
});

/** A ready pod of the newest template on each node that should have one. */
export const daemonSetReady: Waiter<'daemonSetReady'> = async (
  { namespace, name },
  client,
  options,
) => {
  const object = await client.get(
    { apiVersion: 'apps/v1', kind: 'DaemonSet', namespace, name },
    options,
  );
  if (!object) {
    return waiting('not there yet');
  }
  const { metadata, status } = daemonSetSchema.parse(object);
  const desired = status.desiredNumberScheduled;
  const ready =
    status.observedGeneration >= metadata.generation &&
    status.updatedNumberScheduled >= desired &&
    status.numberReady >= desired;
  return ready
    ? done
    : waiting(`${status.numberReady} of ${desired} nodes ready`);
};
