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
import { z } from 'zod';

const conditionSchema = z.object({
  type: z.string(),
  status: z.enum(['True', 'False', 'Unknown']),
  reason: z.string().optional(),
  message: z.string().optional(),
  observedGeneration: z.number().optional(),
});

const withConditions = z.object({
  status: z.object({ conditions: z.array(conditionSchema).default([]) }),
});

export type ObjectCondition = z.output<typeof conditionSchema>;

/** The condition of this type in an object's status. */
export function conditionOf(
  object: KubernetesObject,
  type: string,
): ObjectCondition | undefined {
  const parsed = withConditions.safeParse(object);
  return parsed.data?.status.conditions.find(
    condition => condition.type === type,
  );
}

/**
 * The condition of this type, unless it is said to be of an older generation than
 * the object now is: its controller has yet to look at what was changed.
 */
export function currentConditionOf(
  object: KubernetesObject,
  type: string,
): ObjectCondition | undefined {
  const condition = conditionOf(object, type);
  const { generation = 0 } = object.metadata;
  const { observedGeneration = generation } = condition ?? {};
  return observedGeneration >= generation ? condition : undefined;
}

/** A condition as a person would want to read it: its message, or else its reason. */
export function describeCondition(
  condition: ObjectCondition | undefined,
  otherwise: string,
): string {
  return condition?.message || condition?.reason || otherwise;
}
