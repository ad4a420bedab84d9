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

import { job } from '../demo/manifests';
import { TestCluster } from '../__testUtils__/TestCluster';
import { conditionOf } from './conditions';
import { ContainerProgram } from '../kubelet';
import { jobController } from './job';
import { EVENT, JOB, POD } from './kinds';

const IMAGE = 'example.org/job:1';

const exits = (image: string, exitCode: number): ContainerProgram => ({
  matches: container => container.image === image,
  run: () => ({ kind: 'exited', exitCode, message: `exit ${exitCode}` }),
});

const running: ContainerProgram = {
  matches: ({ image }) => image === 'example.org/loop:1',
  run: () => ({ kind: 'running' }),
};

// A loaded machine takes its time.
jest.setTimeout(30_000);

describe('Jobs', () => {
  let cluster: TestCluster;

  beforeEach(() => {
    cluster = new TestCluster({
      programs: [exits('example.org/fails:1', 3), running],
    });
  });

  afterEach(() => cluster.close());

  const run = (image: string, spec: object = {}) => {
    const object = job({
      namespace: 'matrix',
      name: 'once',
      image,
      labels: { app: 'once' },
    });
    cluster.apply({ ...object, spec: { ...Object(object.spec), ...spec } });
  };
  const pods = () => cluster.state.list(POD, { labelSelector: 'app=once' });
  const condition = (type: string) =>
    cluster.eventually(`condition ${type}`, () =>
      conditionOf(
        cluster.state.get(JOB, 'matrix', 'once')?.status?.conditions,
        type,
      ),
    );

  it('completes, and keeps its pod as Succeeded', async () => {
    run(IMAGE);
    expect(await condition('Complete')).toMatchObject({ status: 'True' });
    const [pod] = cluster.state.list(POD, {
      labelSelector: 'batch.kubernetes.io/job-name=once',
    });
    expect(pod.status?.phase).toBe('Succeeded');
    expect(pod.status?.containerStatuses?.[0].state.terminated?.exitCode).toBe(
      0,
    );
  });

  it('fails after backoffLimit more pods, with what the container left', async () => {
    run('example.org/fails:1', { backoffLimit: 1 });
    expect(await condition('Failed')).toMatchObject({
      reason: 'BackoffLimitExceeded',
    });
    const failed = cluster.state.list(POD, { labelSelector: 'app=once' });
    expect(failed).toHaveLength(2);
    expect(
      failed[0].status?.containerStatuses?.[0].state.terminated,
    ).toMatchObject({ exitCode: 3, message: 'exit 3' });
  });

  it('vanishes at once with ttlSecondsAfterFinished 0, with its pods', async () => {
    run(IMAGE, { ttlSecondsAfterFinished: 0 });
    const gone = await cluster.eventually(
      'no Job and no pod',
      () =>
        !cluster.state.get(JOB, 'matrix', 'once') &&
        cluster.state.list(POD, { labelSelector: 'app=once' }).length === 0,
    );
    expect(gone).toBe(true);
  });

  it('is ended by its deadline, with its pods', async () => {
    run('example.org/loop:1', { activeDeadlineSeconds: 3 });
    await cluster.eventually(
      'the pod to run',
      () => pods()[0]?.status?.phase === 'Running',
    );
    expect(await condition('Failed')).toMatchObject({
      reason: 'DeadlineExceeded',
      message: 'Job was active longer than specified deadline',
    });
    const { conditions } =
      cluster.state.get(JOB, 'matrix', 'once')?.status ?? {};
    expect(conditionOf(conditions, 'FailureTarget')).toMatchObject({
      status: 'True',
      reason: 'DeadlineExceeded',
    });
    expect(pods()).toEqual([]);
  });

  it('is looked at again though its deadline passes while it is looked at', async () => {
    run('example.org/loop:1', { activeDeadlineSeconds: 60 });
    const startTime = await cluster.eventually(
      'the Job to have begun',
      () => cluster.state.get(JOB, 'matrix', 'once')?.status?.startTime,
    );
    const deadline = Date.parse(startTime) + 60_000;

    for (let before = 8; before > 0; before -= 1) {
      let now = deadline - before;
      const again = await jobController.reconcile(
        { namespace: 'matrix', name: 'once' },
        {
          state: cluster.state,
          clock: { now: () => new Date(now++), after: () => () => {} },
          delayMs: 0,
        },
      );
      const { status } = cluster.state.get(JOB, 'matrix', 'once') ?? {};
      const hasFailed = conditionOf(status?.conditions, 'Failed') !== undefined;
      expect({ before, isLost: !again && !hasFailed }).toEqual({
        before,
        isLost: false,
      });
    }
    expect(await condition('Failed')).toBeDefined();
  });

  it('makes one pod with backoffLimit 0, whose owner and labels say so', async () => {
    run('example.org/fails:1', { backoffLimit: 0 });
    await condition('Failed');
    const [pod, ...others] = pods();
    const owner = cluster.state.get(JOB, 'matrix', 'once');
    expect(others).toEqual([]);
    expect(pod.metadata).toMatchObject({
      name: expect.stringMatching(/^once-\w{5}$/),
      generateName: 'once-',
      labels: {
        app: 'once',
        'job-name': 'once',
        'batch.kubernetes.io/job-name': 'once',
        'controller-uid': owner?.metadata.uid,
        'batch.kubernetes.io/controller-uid': owner?.metadata.uid,
      },
      ownerReferences: [
        {
          apiVersion: 'batch/v1',
          kind: 'Job',
          name: 'once',
          uid: owner?.metadata.uid,
          controller: true,
          blockOwnerDeletion: true,
        },
      ],
    });
  });

  it('tells its story by Events', async () => {
    run(IMAGE);
    await condition('Complete');
    const [pod] = pods();
    const events = await cluster.eventually('both Events', () => {
      const found = cluster.state.list(EVENT, { namespace: 'matrix' });
      return found.length === 2 && found;
    });
    expect(
      events.map(({ type, reason, message }) => [type, reason, message]),
    ).toEqual(
      expect.arrayContaining([
        ['Normal', 'SuccessfulCreate', `Created pod: ${pod.metadata.name}`],
        ['Normal', 'Completed', 'Job completed'],
      ]),
    );
  });
});
