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
  FlowChanges,
  NetworkSnapshot,
  StackSpec,
} from '@matrix-network/backstage-plugin-matrix-network-common';
import { useMemo } from 'react';
import { judging } from '../judging';
import { Change, PlannedChange, planChange } from '../model';
import { networkKey } from './useConnectivityMatrix';
import { Judged, useJudged } from './useJudged';

/** What a change leads to, and which flows open and close by it. Nothing is applied. */
export function usePlannedChange(
  change: Change | undefined,
  network: NetworkSnapshot | undefined,
  spec: StackSpec,
): { planned?: PlannedChange; judged: Judged<FlowChanges> } {
  const key = useMemo(
    () => network && networkKey(network, spec),
    [network, spec],
  );
  const planned = useMemo(
    () => network && change && planChange(change, { network, spec }),
    // What was read anew and is as it was makes no new plan.
    // eslint-disable-next-line react-hooks/exhaustive-deps
    [change, key],
  );
  const question = useMemo(
    () =>
      planned && 'policies' in planned
        ? JSON.stringify([key, planned.policies, planned.spec])
        : undefined,
    [planned, key],
  );
  const judged = useJudged(question, async () => {
    if (!network || !planned || !('policies' in planned)) {
      throw new Error('There is nothing to judge');
    }
    return judging.changes(network, planned.spec, planned.policies);
  });
  return { planned, judged };
}
