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
import { conditionOf, describeCondition } from './conditions';
import { done, failed, Waiter, waiting } from './Waiter';

const deploymentSchema = z.object({
  metadata: z.object({ generation: z.number().default(0) }),
  spec: z.object({ replicas: z.number().default(1) }),
  status: z
    .object({
      observedGeneration: z.number().default(0),
      updatedReplicas: z.number().default(0),
      availableReplicas: z.number().default(0),
    })
    .prefault({}),
});

/** All replicas run the newest template and are available. */
export const deploymentAvailable: Waiter<'deploymentAvailable'> = async (
  { namespace, name },
  client,
  options,
) => {
  const object = await client.get(
    { apiVersion: 'apps/v1', kind: 'Deployment', namespace, name },
    options,
  );
  if (!object) {
    return waiting('not there yet');
  }
  const { metadata, spec, status } = deploymentSchema.parse(object);
  const available = `${status.availableReplicas} of ${spec.replicas} replicas available`;
  if (status.observedGeneration < metadata.generation) {
    // What the status says, conditions included, is of what was there before.
    return waiting(available);
  }
  if (
    status.updatedReplicas >= spec.replicas &&
    status.availableReplicas >= spec.replicas
  ) {
    return done;
  }
  const progressing = conditionOf(object, 'Progressing');
  return progressing?.reason === 'ProgressDeadlineExceeded'
    ? failed(describeCondition(progressing, 'the rollout got stuck'))
    : waiting(available);
};
