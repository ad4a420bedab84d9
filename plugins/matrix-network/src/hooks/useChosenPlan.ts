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
  PlanRequest,
  StackPlan,
} from '@matrix-network/backstage-plugin-matrix-network-common';
import { useMemo, useRef } from 'react';
import { usePlan } from './usePlan';
import { Polled } from './usePolled';
import { useSettled } from './useSettled';

/** Several ticks in a row make one plan: each is dry runs on the cluster. */
const SETTLE_MS = 400;

/** A plan that follows what is chosen in it. */
export interface ChosenPlan {
  /** The first plan, in which nothing was chosen yet: it names what can be. */
  offered?: StackPlan;
  /** The plan for what is chosen; the one before stays while it is made. */
  planned: Polled<StackPlan>;
}

/** What an apply or an uninstall would do with what is chosen, planned anew as the choice changes. */
export function useChosenPlan(name: string, request: PlanRequest): ChosenPlan {
  const key = JSON.stringify(request);
  const settled = useSettled(key, SETTLE_MS);
  const asked = useMemo((): PlanRequest => JSON.parse(settled), [settled]);
  const planned = usePlan(name, asked);
  const first = useRef<StackPlan>();
  const latest = useRef<StackPlan>();
  if (planned.value) {
    first.current ??= planned.value;
    latest.current = planned.value;
  }
  // Between what is chosen and the request that goes out for it there is a moment, too.
  const waiting = planned.value === undefined && planned.error === undefined;
  return {
    offered: first.current,
    planned: {
      ...planned,
      value: latest.current,
      refreshing: planned.refreshing || waiting || settled !== key,
    },
  };
}
