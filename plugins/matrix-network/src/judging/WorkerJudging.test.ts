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

import { debugPolicy, smallConnectivity } from '../__testUtils__';
import { answerQuestion } from './answerQuestion';
import { judgeInPage } from './judgeInPage';
import { Question } from './messages';
import { JudgingWorker, WorkerJudging } from './WorkerJudging';

const { network, spec } = smallConnectivity;
if (!network) {
  throw new Error('the fixture has no network');
}

/** A worker in the same thread, to and from which only plain data gets. */
class FakeWorker extends EventTarget implements JudgingWorker {
  readonly asked: Question[] = [];

  constructor(private readonly answers: boolean = true) {
    super();
  }

  async postMessage(message: Question) {
    const question: Question = structuredClone(message);
    this.asked.push(question);
    if (this.answers) {
      const data = structuredClone(await answerQuestion(question));
      this.dispatchEvent(new MessageEvent('message', { data }));
    }
  }

  terminate = jest.fn();
}

describe('WorkerJudging', () => {
  const never = {
    matrix: () => Promise.reject(new Error('the page was asked')),
    changes: () => Promise.reject(new Error('the page was asked')),
  };

  it('has the worker judge, of which there is one', async () => {
    const worker = new FakeWorker();
    const create = jest.fn(() => worker);
    const judging = new WorkerJudging(create, never);
    const policies = [...network.networkPolicies, debugPolicy];
    const [matrix, changes] = await Promise.all([
      judging.matrix(network, spec),
      judging.changes(network, spec, policies),
    ]);
    expect(matrix).toEqual(await judgeInPage.matrix(network, spec));
    expect(changes).toEqual(await judgeInPage.changes(network, spec, policies));
    expect(create).toHaveBeenCalledTimes(1);
    expect(worker.asked.map(({ id }) => id)).toEqual([1, 2]);
  });

  it('passes on why something could not be judged', async () => {
    const judging = new WorkerJudging(() => new FakeWorker(), never);
    const broken = { ...network, pods: [{ ...network.pods[0], labels: {} }] };
    Reflect.deleteProperty(broken, 'facts');
    await expect(judging.matrix(broken, spec)).rejects.toThrow(/undefined/);
  });

  it('judges in the page where there are no workers', async () => {
    const create = jest.fn(() => undefined);
    const judging = new WorkerJudging(create, judgeInPage);
    expect((await judging.matrix(network, spec)).cells).not.toHaveLength(0);
    await judging.matrix(network, spec);
    expect(create).toHaveBeenCalledTimes(1);
  });

  it('judges in the page what a worker that breaks has left', async () => {
    const worker = new FakeWorker(false);
    const create = jest.fn(() => worker);
    const judging = new WorkerJudging(create, judgeInPage);
    const first = judging.matrix(network, spec);
    worker.dispatchEvent(new Event('error'));
    expect((await first).cells).not.toHaveLength(0);
    expect(worker.terminate).toHaveBeenCalled();
    await judging.matrix(network, spec);
    expect(create).toHaveBeenCalledTimes(1);
    expect(worker.asked).toHaveLength(1);
  });
});
