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
  Stage,
  Wait,
} from '@matrix-network/backstage-plugin-matrix-network-common';
import PQueue from 'p-queue';
import { allThrough } from './allThrough';
import { applyHook } from './applyHook';
import { applyObject, ObjectOutcome } from './applyObject';
import { ApplyStackOptions } from './ApplyStackOptions';
import { describeObject } from './describeObject';
import { inLanes } from './inOrder';
import { LiveObjects } from './LiveObjects';
import { newPoliciesFirst } from './newPoliciesFirst';
import {
  DEFAULT_CONCURRENCY,
  objectsOf,
  PlannedWithLive,
  planObjects,
} from './planStack';
import { defaultRetryPolicy, withRetry } from './retry';
import { splitWaits } from './splitWaits';
import { awaitedStages } from './stageNeeds';
import { StackWaits } from './StackWaits';
import { urgencyOf } from './urgencyOf';

function describeConflicts(conflicts: readonly ApplyConflict[]): string {
  return conflicts
    .map(({ field, manager }) => `${field} belongs to ${manager}`)
    .join('; ');
}

function kindsOf(waits: readonly Wait[]): ReadonlySet<string> {
  return new Set(
    waits.flatMap(wait => (wait.kind === 'crdEstablished' ? wait.name : [])),
  );
}

type StageCounts = Pick<OperationResult, 'created' | 'changed' | 'unchanged'>;

/** A stage while it goes in. */
interface StageWork {
  stage: Stage;
  counts: StageCounts;
  urgencyOf: (object: KubernetesObject) => number;
}

/** One apply of a stack, from the plan on. */
export class StackRun {
  readonly result: OperationResult = {
    created: 0,
    changed: 0,
    unchanged: 0,
    conflicts: [],
  };
  readonly #options: ApplyStackOptions;
  readonly #force: ReadonlySet<string>;
  readonly #queue: PQueue;
  readonly #report: (event: ProgressEvent) => void;
  readonly live: LiveObjects;
  /** Objects that were there before, by name. */
  readonly #before = new Map<string, KubernetesObject>();
  /** Objects that are yet to be made, by name. */
  readonly #new = new Set<string>();
  /** Objects that are as they should be, known from the plan, with their uid. */
  readonly #unchanged = new Map<string, string | undefined>();
  readonly waits: StackWaits;

  constructor(options: ApplyStackOptions) {
    this.#options = options;
    this.#force = new Set(options.force);
    this.#queue = new PQueue({
      concurrency: options.concurrency ?? DEFAULT_CONCURRENCY,
    });
    this.#report = options.onProgress ?? (() => {});
    this.waits = new StackWaits(options, this.#report);
    this.live = new LiveObjects({
      client: options.client,
      objects: objectsOf(options.stack),
    });
  }

  /** Finds conflicts before anything is changed, and what need not be sent again. */
  async plan(): Promise<void> {
    const planned = await planObjects(this.#options, this.live, {
      dryRunsCreations: false,
    });
    for (const { object, plan, live } of planned) {
      if (live) {
        this.#before.set(describeObject(object), live);
      }
      if (plan.action === 'create') {
        this.#new.add(describeObject(object));
      }
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

  /** The object as it was before the apply. */
  before(object: KubernetesObject): KubernetesObject | undefined {
    return this.#before.get(describeObject(object));
  }

  /** Whether the plan was sure that it is yet to be made, or made anew. */
  isNew(object: KubernetesObject): boolean {
    return this.#new.has(describeObject(object));
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

  /**
   * Nothing more is begun once there is a conflict.
   * @param mayWait - resolves when what the stage waits for can be expected
   * @returns whether all of the stage is in
   */
  async stage(stage: Stage, mayWait: () => Promise<unknown>): Promise<boolean> {
    const { id, title, objects, note } = stage;
    if (this.#changesWhatIsAtWork(stage)) {
      await mayWait();
    }
    this.#options.signal?.throwIfAborted();
    if (this.result.conflicts.length > 0) {
      return false;
    }
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
    const neededLater = kindsOf(needed);
    const work: StageWork = {
      stage,
      counts,
      urgencyOf: urgencyOf(stage, this.#options.stack.stages, neededLater),
    };
    await allThrough(
      inLanes(objects, neededLater).map(groups => this.#lane(work, groups)),
    );
    if (this.result.conflicts.length === 0) {
      this.waits.meanwhile(id, spare);
      await mayWait();
    }
    if (this.result.conflicts.length === 0) {
      await this.waits.now(id, needed);
    }
    this.#report({ type: 'stageFinished', stage: id, ...counts });
    const { created, changed, unchanged } = counts;
    return created + changed + unchanged === objects.length;
  }

  /** Whether stages that this one's waits follow change something that is there, and so at work. */
  #changesWhatIsAtWork(stage: Stage): boolean {
    return awaitedStages(stage, this.#options.stack.stages)
      .flatMap(({ objects }) => objects)
      .map(describeObject)
      .some(name =>
        // One that is being deleted is made anew, and at work till then.
        this.#before.has(name)
          ? !this.#unchanged.has(name)
          : !this.#new.has(name),
      );
  }

  #after(stage: Stage): Stage[] {
    const { stages } = this.#options.stack;
    return stages.slice(stages.indexOf(stage) + 1);
  }

  async #lane(
    work: StageWork,
    groups: readonly KubernetesObject[][],
  ): Promise<void> {
    const wasThere = (object: KubernetesObject) =>
      this.before(object) !== undefined;
    for (const group of groups) {
      for (const part of newPoliciesFirst(group, wasThere)) {
        await this.#group(work, part);
      }
    }
  }

  /** All of a group are tried, so that one run shows all that is wrong with them. */
  async #group(work: StageWork, group: KubernetesObject[]): Promise<void> {
    await allThrough(
      group.map(object =>
        this.#queue.add(() => this.#object(work, object), {
          priority: work.urgencyOf(object),
        }),
      ),
    );
  }

  async #object(
    { stage, counts }: StageWork,
    object: KubernetesObject,
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
      const live = attempts === 1 ? this.live : undefined;
      const readLive = live && (() => live.get(object, { signal }));
      return object.kind === 'Job'
        ? applyHook(object, { client, force, signal, live })
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
}
