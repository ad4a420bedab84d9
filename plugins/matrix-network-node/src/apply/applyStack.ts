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
  ApplyConflict,
  KubernetesObject,
  OperationResult,
  ProgressEvent,
  Stack,
  Stage,
  StageId,
  Wait,
} from '@matrix-network/backstage-plugin-matrix-network-common';
import pLimit from 'p-limit';
import { ClusterClient } from '../cluster';
import { applyHook } from './applyHook';
import { applyObject, ObjectOutcome } from './applyObject';
import { describeObject } from './describeObject';
import { inLanes } from './inOrder';
import { inWaves } from './inWaves';
import { LiveObjects } from './LiveObjects';
import {
  DEFAULT_CONCURRENCY,
  objectsOf,
  PlannedWithLive,
  planObjects,
} from './planStack';
import { defaultRetryPolicy, RetryPolicy, withRetry } from './retry';
import { splitWaits } from './splitWaits';
import { defaultWaitPolicy, waitFor, WaitPolicy } from './waitFor';

/** @public */
export interface ApplyStackOptions {
  client: ClusterClient;
  stack: Stack;
  /** Objects to take over from other managers, as `object` of an `ApplyConflict` names them. */
  force?: readonly string[];
  onProgress?: (event: ProgressEvent) => void;
  signal?: AbortSignal;
  retry?: Partial<RetryPolicy>;
  wait?: Partial<WaitPolicy>;
  /** Requests under way at once. Default 12. */
  concurrency?: number;
  /** Called for each object that is as rendered now, with the uid of the stored one where it is known. */
  onApplied?: (object: KubernetesObject, uid: string | undefined) => void;
}

function describeConflicts(conflicts: readonly ApplyConflict[]): string {
  return conflicts
    .map(({ field, manager }) => `${field} belongs to ${manager}`)
    .join('; ');
}

/** @throws the first error, after all are through. */
async function allThrough(
  promises: readonly Promise<unknown>[],
): Promise<void> {
  const outcomes = await Promise.allSettled(promises);
  for (const outcome of outcomes) {
    if (outcome.status === 'rejected') {
      throw outcome.reason;
    }
  }
}

/** A new kind takes the API server longest, and later stages wait for it. */
function bringsKinds({ objects }: Stage): boolean {
  return objects.some(({ kind }) => kind === 'CustomResourceDefinition');
}

function kindsOf(waits: readonly Wait[]): ReadonlySet<string> {
  return new Set(
    waits.flatMap(wait => (wait.kind === 'crdEstablished' ? wait.name : [])),
  );
}

type StageCounts = Pick<OperationResult, 'created' | 'changed' | 'unchanged'>;

class StackRun {
  readonly result: OperationResult = {
    created: 0,
    changed: 0,
    unchanged: 0,
    conflicts: [],
  };
  readonly #options: ApplyStackOptions;
  readonly #force: ReadonlySet<string>;
  readonly #limit: ReturnType<typeof pLimit>;
  readonly #report: (event: ProgressEvent) => void;
  readonly #live: LiveObjects;
  /** Objects that are as they should be, known from the plan, with their uid. */
  readonly #unchanged = new Map<string, string | undefined>();
  /** Waits that no later stage needs. */
  readonly #meanwhile: Promise<void>[] = [];
  readonly #abandoned = new AbortController();

  constructor(options: ApplyStackOptions) {
    this.#options = options;
    this.#force = new Set(options.force);
    this.#limit = pLimit(options.concurrency ?? DEFAULT_CONCURRENCY);
    this.#report = options.onProgress ?? (() => {});
    this.#live = new LiveObjects({
      client: options.client,
      objects: objectsOf(options.stack),
    });
  }

  /** Finds conflicts before anything is changed, and what need not be sent again. */
  async plan(): Promise<void> {
    const planned = await planObjects(this.#options, this.#live, {
      dryRunsCreations: false,
    });
    for (const { object, plan, live } of planned) {
      if (plan.action === 'unchanged') {
        this.#unchanged.set(describeObject(object), live?.metadata.uid);
      }
    }
    planned.forEach(each => this.#reportPlannedConflict(each));
    if (this.result.conflicts.length > 0) {
      this.#report({
        type: 'message',
        level: 'error',
        message: 'Nothing was applied: others own fields that it would change',
      });
      return;
    }
    planned.forEach(each => this.#assertNotRefused(each));
  }

  #reportPlannedConflict({ stage, object, plan }: PlannedWithLive): void {
    if (plan.action !== 'conflict') {
      return;
    }
    this.result.conflicts.push(...plan.conflicts);
    this.#report({
      type: 'object',
      stage,
      object: describeObject(object),
      result: 'conflict',
      message: describeConflicts(plan.conflicts),
    });
  }

  #assertNotRefused({ stage, object, plan }: PlannedWithLive): void {
    if (plan.action !== 'refused') {
      return;
    }
    const name = describeObject(object);
    const message = plan.reason;
    this.#report({
      type: 'object',
      stage,
      object: name,
      result: 'failed',
      message,
    });
    throw new Error(
      `${name} could not be applied: ${message}. Nothing was applied`,
    );
  }

  /** Stages of a wave go in side by side; all of them are tried, so that one run shows all that is wrong. */
  async wave(stages: readonly Stage[]): Promise<void> {
    const kindsFirst = [...stages].sort(
      (one, other) => Number(bringsKinds(other)) - Number(bringsKinds(one)),
    );
    await allThrough(kindsFirst.map(stage => this.#stage(stage)));
  }

  /** A run is over when what no stage needed has come about, too. */
  async meanwhile(): Promise<void> {
    await allThrough(this.#meanwhile);
  }

  /** Nobody waits any longer for what no stage needed. */
  abandon(): void {
    this.#abandoned.abort();
  }

  #waitMeanwhile(stage: StageId, waits: readonly Wait[]): void {
    const { signal } = this.#options;
    const signals = [this.#abandoned.signal, ...(signal ? [signal] : [])];
    const outcome = this.#waits(stage, waits, AbortSignal.any(signals));
    // It is asked for at the end only, and may fail before.
    outcome.catch(() => {});
    this.#meanwhile.push(outcome);
  }

  async #stage(stage: Stage): Promise<void> {
    const { id, title, objects, note } = stage;
    this.#options.signal?.throwIfAborted();
    this.#report({
      type: 'stageStarted',
      stage: id,
      title,
      objects: objects.length,
    });
    if (note) {
      this.#report({ type: 'message', level: 'info', message: note });
    }
    const counts = { created: 0, changed: 0, unchanged: 0 };
    const { needed, spare } = splitWaits(stage, this.#after(stage));
    await allThrough(
      inLanes(objects, kindsOf(needed)).map(groups =>
        this.#lane(stage, groups, counts),
      ),
    );
    if (this.result.conflicts.length === 0) {
      this.#waitMeanwhile(id, spare);
      await this.#waits(id, needed, this.#options.signal);
    }
    this.#report({ type: 'stageFinished', stage: id, ...counts });
  }

  #after(stage: Stage): Stage[] {
    const { stages } = this.#options.stack;
    return stages.slice(stages.indexOf(stage) + 1);
  }

  async #lane(
    stage: Stage,
    groups: readonly KubernetesObject[][],
    counts: StageCounts,
  ): Promise<void> {
    for (const group of groups) {
      await this.#group(stage, group, counts);
    }
  }

  /** All of a group are tried, so that one run shows all that is wrong with them. */
  async #group(
    stage: Stage,
    group: KubernetesObject[],
    counts: StageCounts,
  ): Promise<void> {
    await allThrough(
      group.map(object =>
        this.#limit(() => this.#object(stage, object, counts)),
      ),
    );
  }

  async #object(
    stage: Stage,
    object: KubernetesObject,
    counts: StageCounts,
  ): Promise<void> {
    const name = describeObject(object);
    const report = (
      result: ObjectOutcome['result'] | 'failed',
      message?: string,
    ) =>
      this.#report({
        type: 'object',
        stage: stage.id,
        object: name,
        result,
        message,
      });
    try {
      const outcome = await this.#applyWithRetry(object, name);
      if (outcome.result === 'conflict') {
        this.result.conflicts.push(...outcome.conflicts);
        report('conflict', describeConflicts(outcome.conflicts));
      } else {
        this.result[outcome.result]++;
        counts[outcome.result]++;
        this.#options.onApplied?.(object, outcome.uid);
        report(outcome.result);
      }
    } catch (error) {
      this.#options.signal?.throwIfAborted();
      const message = error instanceof Error ? error.message : String(error);
      report('failed', message);
      throw new Error(`${name} could not be applied: ${message}`, {
        cause: error,
      });
    }
  }

  #applyWithRetry(
    object: KubernetesObject,
    name: string,
  ): Promise<ObjectOutcome> {
    const { client, signal } = this.#options;
    if (this.#unchanged.has(name)) {
      const uid = this.#unchanged.get(name);
      return Promise.resolve({ result: 'unchanged', uid });
    }
    const force = this.#force.has(name);
    let attempts = 0;
    let lastReason: string | undefined;
    const apply = () => {
      attempts++;
      // What was read before a try that failed may be old.
      const readLive =
        attempts === 1 ? () => this.#live.get(object, { signal }) : undefined;
      return object.kind === 'Job'
        ? applyHook(object, { client, force, signal })
        : applyObject(object, { client, force, signal, readLive });
    };
    return withRetry(apply, {
      policy: { ...defaultRetryPolicy, ...this.#options.retry },
      signal,
      onRetry: error => {
        const why = error instanceof Error ? error.message : String(error);
        if (why !== lastReason) {
          lastReason = why;
          this.#report({
            type: 'message',
            level: 'warning',
            message: `${name} is tried again: ${why}`,
          });
        }
      },
    });
  }

  /** What is waited for does not depend on each other. */
  async #waits(
    stage: StageId,
    waits: readonly Wait[],
    signal?: AbortSignal,
  ): Promise<void> {
    const { client, wait } = this.#options;
    await allThrough(
      waits.map(each =>
        waitFor(each, {
          client,
          signal,
          stage,
          policy: { ...defaultWaitPolicy, ...wait },
          onProgress: this.#report,
        }),
      ),
    );
  }
}

/**
 * Applies a stack, stage by stage, by server-side apply of exactly what was
 * rendered; stages that do not need each other go in side by side. Applying twice changes nothing. Where others own what would change,
 * nothing at all is applied, and the conflicts are in the result.
 * @throws the first final error of a stage, after its other objects of the same order are through.
 * @public
 */
export async function applyStack(
  options: ApplyStackOptions,
): Promise<OperationResult> {
  const run = new StackRun(options);
  await run.plan();
  try {
    for (const wave of inWaves(options.stack.stages)) {
      if (run.result.conflicts.length > 0) {
        break;
      }
      await run.wave(wave);
    }
    await run.meanwhile();
  } finally {
    run.abandon();
  }
  return run.result;
}
