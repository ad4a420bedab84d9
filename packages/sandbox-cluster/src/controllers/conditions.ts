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

import { StatusCondition } from './kinds';

/**
 * The conditions with `next` in the place of the one of its type. The transition
 * time moves only when `status` changes.
 */
export function withCondition(
  conditions: readonly StatusCondition[] | undefined,
  next: StatusCondition,
  now: Date,
): StatusCondition[] {
  const others = (conditions ?? []).filter(({ type }) => type !== next.type);
  const before = conditionOf(conditions, next.type);
  const lastTransitionTime =
    before?.status === next.status && before.lastTransitionTime
      ? before.lastTransitionTime
      : timestamp(now);
  return [...others, { ...next, lastTransitionTime }];
}

/** The condition of a type, if there is one. */
export function conditionOf(
  conditions: readonly StatusCondition[] | undefined,
  type: string,
): StatusCondition | undefined {
  return conditions?.find(condition => condition.type === type);
}

/** Whether the condition of a type is `True`. */
export function isTrue(
  conditions: readonly StatusCondition[] | undefined,
  type: string,
): boolean {
  return conditionOf(conditions, type)?.status === 'True';
}

/** A time as the Kubernetes API writes it: whole seconds, UTC. */
export function timestamp(date: Date): string {
  return `${date.toISOString().slice(0, 19)}Z`;
}
