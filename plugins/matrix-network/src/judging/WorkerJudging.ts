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

import { Judging } from './Judging';
import { Answer, Ask, Question } from './messages';

/** What of a Worker is used. */
export type JudgingWorker = Pick<
  Worker,
  'postMessage' | 'addEventListener' | 'terminate'
>;

interface Waiting {
  question: Question;
  settle: (answer: Answer) => void;
  giveUp: () => void;
}

/**
 * Judges in a worker, so that the page stays responsive whatever the size of the
 * cluster. Where the worker cannot be loaded, or breaks, `fallback` judges all
 * that is still waiting, and whatever comes after.
 */
export class WorkerJudging implements Judging {
  readonly #create: () => JudgingWorker | undefined;
  readonly #fallback: Judging;
  readonly #waiting = new Map<number, Waiting>();
  #worker: JudgingWorker | undefined;
  #isUsable = true;
  #last = 0;

  constructor(create: () => JudgingWorker | undefined, fallback: Judging) {
    this.#create = create;
    this.#fallback = fallback;
  }

  async matrix(...of: Parameters<Judging['matrix']>) {
    const answer = await this.#ask({ kind: 'matrix', of });
    return answer?.kind === 'matrix'
      ? answer.value
      : this.#fallback.matrix(...of);
  }

  async changes(...of: Parameters<Judging['changes']>) {
    const answer = await this.#ask({ kind: 'changes', of });
    return answer?.kind === 'changes'
      ? answer.value
      : this.#fallback.changes(...of);
  }

  /** The worker's answer; undefined where it has none to give. */
  #ask(ask: Ask): Promise<Answer | undefined> {
    const worker = this.#theWorker();
    if (!worker) {
      return Promise.resolve(undefined);
    }
    this.#last += 1;
    const question = { ...ask, id: this.#last };
    return new Promise((resolve, reject) => {
      this.#waiting.set(question.id, {
        question,
        settle: answer =>
          answer.kind === 'failed'
            ? reject(new Error(answer.message))
            : resolve(answer),
        giveUp: () => resolve(undefined),
      });
      worker.postMessage(question);
    });
  }

  #theWorker(): JudgingWorker | undefined {
    if (this.#isUsable && !this.#worker) {
      this.#worker = this.#create();
      this.#isUsable = this.#worker !== undefined;
      this.#worker?.addEventListener('message', (event: MessageEvent<Answer>) =>
        this.#hear(event.data),
      );
      this.#worker?.addEventListener('error', () => this.#break());
      this.#worker?.addEventListener('messageerror', () => this.#break());
    }
    return this.#worker;
  }

  #hear(answer: Answer): void {
    this.#waiting.get(answer.id)?.settle(answer);
    this.#waiting.delete(answer.id);
  }

  #break(): void {
    this.#isUsable = false;
    this.#worker?.terminate();
    this.#worker = undefined;
    const left = [...this.#waiting.values()];
    this.#waiting.clear();
    left.forEach(({ giveUp }) => giveUp());
  }
}
