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

import { PolicyHealth, PolicyShadower } from '../../health/Health';
import { PolicyShadow, RedundantPolicy } from './types';

/** Policies that say who makes them pointless; where all else is well, as their state. */
export function withShadows(
  policies: readonly PolicyHealth[],
  shadows: readonly PolicyShadow[],
  redundant: readonly RedundantPolicy[],
): PolicyHealth[] {
  return policies.map(policy => {
    const shadowedBy = shadowersOf(policy.name, shadows, redundant);
    return shadowedBy.length > 0
      ? {
          ...policy,
          state: policy.state === 'inForce' ? 'shadowed' : policy.state,
          shadowedBy,
        }
      : policy;
  });
}

function shadowersOf(
  name: string,
  shadows: readonly PolicyShadow[],
  redundant: readonly RedundantPolicy[],
): PolicyShadower[] {
  return [
    ...shadows.flatMap(({ by, policies }) =>
      policies
        .filter(shadowed => shadowed.name === name)
        .map(({ directions }) => ({ policy: by, directions })),
    ),
    ...redundant.filter(policy => policy.name === name).flatMap(({ by }) => by),
  ];
}
