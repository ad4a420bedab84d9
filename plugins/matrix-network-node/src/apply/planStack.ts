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
  KubernetesObject,
  Stack,
  StageId,
} from '@matrix-network/backstage-plugin-matrix-network-common';
import pLimit from 'p-limit';
import { ClusterClient } from '../cluster';
import { hookProductOf } from '../stack/patches/admissionJobs';
import { describeObject } from './describeObject';
import { PlannedAction, planObject } from './planObject';
import { RetryPolicy, withRetry } from './retry';

/** @public */
export interface PlanStackOptions {
  client: ClusterClient;
  stack: Stack;
  /** Objects to take over from other managers, as `object` of an `ApplyConflict` names them. */
  force?: readonly string[];
  signal?: AbortSignal;
  /** Requests under way at once. Default 8. */
  concurrency?: number;
}

/** What applying a stack would do to one of its objects. @public */
export interface PlannedObject {
  stage: StageId;
  /** As `describeObject` names it. */
  object: string;
  plan: PlannedAction;
}

export const DEFAULT_CONCURRENCY = 8;

/** Soon decided: an object that can't be planned now is merely undecided. */
const planRetryPolicy: RetryPolicy = {
  attempts: 3,
  firstDelay: 200,
  maxDelay: 1_000,
};

/**
 * What applying the stack would do, by server-side dry run. Changes nothing. Jobs
 * that are hooks are left out: whether they run shows when their stage comes.
 * @public
 */
export async function planStack(
  options: PlanStackOptions,
): Promise<PlannedObject[]> {
  const { client, stack, signal } = options;
  const force = new Set(options.force);
  const limit = pLimit(options.concurrency ?? DEFAULT_CONCURRENCY);
  const plan = async (
    stage: StageId,
    object: KubernetesObject,
  ): Promise<PlannedObject> => {
    const name = describeObject(object);
    const action = await withRetry(
      () => planObject(object, { client, force: force.has(name), signal }),
      { policy: planRetryPolicy, signal },
    );
    return { stage, object: name, plan: action };
  };
  return Promise.all(
    stack.stages.flatMap(({ id, objects }) =>
      objects
        .filter(object => !hookProductOf(object))
        .map(object => limit(() => plan(id, object))),
    ),
  );
}
