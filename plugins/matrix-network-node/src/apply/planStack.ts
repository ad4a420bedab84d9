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
  PlannedAction,
  PlannedObject,
  Stack,
  StageId,
} from '@matrix-network/backstage-plugin-matrix-network-common';
import pLimit from 'p-limit';
import { ClusterClient, isTransient } from '../cluster';
import { hookProductOf } from '../stack/HookProduct';
import { ApplyStackOptions } from './ApplyStackOptions';
import { describeObject } from './describeObject';
import { inOrder } from './inOrder';
import { LiveObjects } from './LiveObjects';
import { planHook } from './planHook';
import { planChange, planCreation } from './planObject';
import { planSecret, secretNamedBy } from './planSecret';
import { defaultRetryPolicy, RetryPolicy, withRetry } from './retry';

/** @public */
export interface PlanStackOptions {
  client: ClusterClient;
  stack: Stack;
  /** Objects to take over from other managers, as `object` of an `ApplyConflict` names them. */
  force?: readonly string[];
  signal?: AbortSignal;
  /** Requests under way at once. Default 12. */
  concurrency?: number;
}

export const DEFAULT_CONCURRENCY = 12;

/** Soon decided: an object that can't be planned now is merely undecided. */
const planRetryPolicy: RetryPolicy = {
  attempts: 3,
  firstDelay: 200,
  maxDelay: 1_000,
  nodePortTimeout: 0,
};

/**
 * What applying the stack would do, object by object in the order of
 * application, by server-side dry run. Changes nothing.
 * @public
 */
export async function planStack(
  options: PlanStackOptions,
): Promise<PlannedObject[]> {
  const objects = objectsOf(options.stack);
  const live = new LiveObjects({ client: options.client, objects });
  const planned = await planObjects(options, live, { dryRunsCreations: true });
  return planned.map(({ stage, object, plan, note }) => ({
    stage,
    object: describeObject(object),
    plan,
    ...(note !== undefined && { note }),
  }));
}

/** A planned object, with what of it is on the cluster now. */
export interface PlannedWithLive {
  stage: StageId;
  object: KubernetesObject;
  plan: PlannedAction;
  note?: string;
  live?: KubernetesObject;
}

/** All objects of a stack, in the order of application. */
export function objectsOf(stack: Stack): KubernetesObject[] {
  return stack.stages.flatMap(({ objects }) => inOrder(objects).flat());
}

/**
 * Plans for people and for an apply. An apply leaves dry runs of creations out:
 * it makes the real ones at once, and what stands in their way shows there.
 */
export async function planObjects(
  options: PlanStackOptions & Pick<ApplyStackOptions, 'onProgress'>,
  live: LiveObjects,
  { dryRunsCreations }: { dryRunsCreations: boolean },
): Promise<PlannedWithLive[]> {
  const { client, stack, signal } = options;
  const force = new Set(options.force);
  const limit = pLimit(options.concurrency ?? DEFAULT_CONCURRENCY);
  const plan = async (
    stage: StageId,
    object: KubernetesObject,
    seen: Pick<PlannedWithLive, 'live'>,
  ): Promise<PlannedWithLive> => {
    const product = hookProductOf(object);
    if (product) {
      const planned = async () => {
        const leaving = await live.leavingNamespaceOf(object, { signal });
        return planHook(product, { client, leaving, signal });
      };
      return {
        stage,
        object,
        plan: dryRunsCreations ? await planned() : { action: 'create' },
      };
    }
    const now = await live.get(object, { signal });
    seen.live = now;
    const asked = { client, force: force.has(describeObject(object)), signal };
    if (now) {
      return {
        stage,
        object,
        live: now,
        ...(await planChange(object, now, asked)),
      };
    }
    return {
      stage,
      object,
      plan: dryRunsCreations
        ? await planCreation(object, asked)
        : { action: 'create' },
    };
  };
  const planSurely = async (
    stage: StageId,
    object: KubernetesObject,
  ): Promise<PlannedWithLive> => {
    // What was read is known, also where the dry run is not answered.
    const seen: Pick<PlannedWithLive, 'live'> = {};
    try {
      return await withRetry(() => plan(stage, object, seen), {
        policy: planRetryPolicy,
        signal,
      });
    } catch (error) {
      return { stage, object, ...seen, plan: undecided(error, signal) };
    }
  };
  const planSecretOf = async (
    stage: StageId,
    certificate: KubernetesObject,
  ): Promise<PlannedWithLive[]> => {
    const object = secretNamedBy(certificate);
    if (!object) {
      return [];
    }
    const asked = { live, force: force.has(describeObject(object)), signal };
    try {
      const planned = await withRetry(
        () => planSecret(object, certificate, asked),
        {
          // An apply has to know: what would be lost can't be had back.
          policy: dryRunsCreations ? planRetryPolicy : defaultRetryPolicy,
          signal,
        },
      );
      return planned ? [{ stage, object, plan: planned }] : [];
    } catch (error) {
      if (!dryRunsCreations) {
        throw error;
      }
      return [{ stage, object, plan: undecided(error, signal) }];
    }
  };
  await live.lookAhead(signal);
  const planned = await Promise.all(
    stack.stages.flatMap(({ id, objects }) =>
      inOrder(objects)
        .flat()
        .map(object =>
          limit(async () => [
            ...(await planSecretOf(id, object)),
            await planSurely(id, object),
          ]),
        ),
    ),
  );
  const all = planned.flat();
  for (const { object, note } of all) {
    if (note !== undefined) {
      const message = `${describeObject(object)}: ${note}`;
      options.onProgress?.({ type: 'message', level: 'warning', message });
    }
  }
  return all;
}

/** @throws what does not pass. */
function undecided(error: unknown, signal?: AbortSignal): PlannedAction {
  signal?.throwIfAborted();
  if (isTransient(error)) {
    return { action: 'undecided', reason: error.message };
  }
  throw error;
}
