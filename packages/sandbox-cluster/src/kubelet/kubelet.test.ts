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

import { TestCluster } from '../__testUtils__/TestCluster';
import { conditionOf } from '../controllers/conditions';
import { Container, EVENT, Pod, POD } from '../controllers/kinds';
import { ContainerProgram } from './ContainerProgram';

const GATE = 'matrix-network.io/never-ready';

/** Ends as its arguments say: exit code, and how long it takes. */
const ends: ContainerProgram = {
  matches: ({ image }) => image === 'example.org/ends:1',
  run: ({ container: { args = ['0'] } }) => ({
    kind: 'exited',
    exitCode: Number(args[0]),
    takesMs: Number(args[1] ?? 0),
    log: `line\nended with ${args[0]}\n`,
  }),
};

const goesOn: ContainerProgram = {
  matches: ({ image }) => image === 'example.org/goes-on:1',
  run: () => ({ kind: 'running' }),
};

const endsWith = (name: string, ...args: string[]): Container => ({
  name,
  image: 'example.org/ends:1',
  args,
  terminationMessagePolicy: 'FallbackToLogsOnError',
});

describe('the kubelet', () => {
  let cluster: TestCluster;
  /** What the pod's status was, change by change. */
  let history: NonNullable<Pod['status']>[];
  let unpullable: string[];

  const podOf = (name: string) => cluster.state.get(POD, 'matrix', name);

  beforeEach(() => {
    history = [];
    unpullable = [];
    cluster = new TestCluster({
      programs: [ends, goesOn],
      unpullableImages: () => unpullable,
    });
    cluster.store.subscribe(({ object }) => {
      const pod = object.kind === 'Pod' && podOf(object.metadata.name);
      if (pod && pod.status) {
        history.push(pod.status);
      }
    });
  });

  afterEach(() => cluster.close());

  const run = (spec: Partial<Pod['spec']>) =>
    cluster.apply({
      apiVersion: 'v1',
      kind: 'Pod',
      metadata: { name: 'pod', namespace: 'matrix' },
      spec: { restartPolicy: 'Never', ...spec },
    });
  const phase = (wanted: string) =>
    cluster.eventually(`phase ${wanted}`, () => {
      const status = podOf('pod')?.status;
      return status?.phase === wanted && status;
    });
  const statusOf = (status: Pod['status'], name: string) =>
    [
      ...(status?.initContainerStatuses ?? []),
      ...(status?.containerStatuses ?? []),
    ].find(one => one.name === name);

  it('gives each container its own end, and fails the pod once all have ended', async () => {
    run({
      containers: [
        endsWith('fine', '0'),
        endsWith('slow', '0', '200000'),
        endsWith('bad', '7'),
      ],
    });
    const status = await phase('Failed');
    expect(statusOf(status, 'fine')?.state.terminated).toMatchObject({
      exitCode: 0,
      reason: 'Completed',
    });
    expect(statusOf(status, 'fine')?.state.terminated?.message).toBeUndefined();
    expect(statusOf(status, 'bad')?.state.terminated).toMatchObject({
      exitCode: 7,
      reason: 'Error',
      message: 'line\nended with 7\n',
      startedAt: expect.stringMatching(/Z$/),
      finishedAt: expect.stringMatching(/Z$/),
    });
    // While one still ran, the others had ended already.
    const between = history.find(
      one => one.phase === 'Running' && statusOf(one, 'bad')?.state.terminated,
    );
    expect(statusOf(between, 'slow')?.state.running).toBeDefined();
    expect(conditionOf(between?.conditions, 'Ready')).toMatchObject({
      status: 'False',
      reason: 'ContainersNotReady',
      message: 'containers with unready status: [fine bad]',
    });
    for (const type of ['Ready', 'ContainersReady']) {
      expect(conditionOf(status.conditions, type)).toMatchObject({
        status: 'False',
        reason: 'PodFailed',
      });
    }
  });

  it('runs init containers first, one after another', async () => {
    run({
      initContainers: [
        endsWith('one', '0', '100000'),
        endsWith('two', '0', '100000'),
      ],
      containers: [endsWith('main', '0')],
    });
    const end = await phase('Succeeded');
    const first = history.find(one => statusOf(one, 'one')?.state.running);
    expect(first?.phase).toBe('Pending');
    expect(first?.podIP).toMatch(/^10\.244\./);
    for (const name of ['two', 'main']) {
      expect(statusOf(first, name)?.state.waiting?.reason).toBe(
        'PodInitializing',
      );
    }
    expect(conditionOf(first?.conditions, 'Initialized')).toMatchObject({
      status: 'False',
      reason: 'ContainersNotInitialized',
      message: 'containers with incomplete status: [one two]',
    });
    const second = history.find(one => statusOf(one, 'two')?.state.running);
    expect(statusOf(second, 'one')?.state.terminated?.exitCode).toBe(0);
    expect(conditionOf(second?.conditions, 'Initialized')?.message).toBe(
      'containers with incomplete status: [two]',
    );
    expect(conditionOf(end.conditions, 'Initialized')).toMatchObject({
      status: 'True',
      reason: 'PodCompleted',
    });
  });

  it('never starts the others when an init container fails for good', async () => {
    run({
      initContainers: [endsWith('one', '1')],
      containers: [endsWith('main', '0')],
    });
    const status = await phase('Failed');
    expect(statusOf(status, 'main')?.state.waiting?.reason).toBe(
      'PodInitializing',
    );
    expect(history.some(one => statusOf(one, 'main')?.state.running)).toBe(
      false,
    );
  });

  it('starts a failed init container again where the policy says so', async () => {
    run({
      restartPolicy: 'OnFailure',
      initContainers: [endsWith('one', '1')],
      containers: [endsWith('main', '0')],
    });
    const status = await cluster.eventually('a second restart', () => {
      const current = podOf('pod')?.status;
      return (statusOf(current, 'one')?.restartCount ?? 0) >= 2 && current;
    });
    expect(status.phase).toBe('Pending');
  });

  it('never shows a pod as ready whose readiness gate nobody opens', async () => {
    run({
      readinessGates: [{ conditionType: GATE }],
      containers: [endsWith('main', '0', '100000'), endsWith('other', '0')],
    });
    const end = await phase('Succeeded');
    const running = history.find(one => one.phase === 'Running');
    expect(conditionOf(running?.conditions, 'ContainersReady')?.status).toBe(
      'True',
    );
    expect(conditionOf(running?.conditions, 'Ready')).toMatchObject({
      status: 'False',
      reason: 'ReadinessGatesNotReady',
      message: `corresponding condition of pod readiness gate "${GATE}" does not exist.`,
    });
    expect(
      history.some(
        ({ conditions }) => conditionOf(conditions, 'Ready')?.status === 'True',
      ),
    ).toBe(false);
    expect(conditionOf(end.conditions, 'Ready')).toMatchObject({
      status: 'False',
      reason: 'PodCompleted',
    });
  });

  it('says what a closed gate says, and is ready once it opens', async () => {
    run({
      readinessGates: [{ conditionType: GATE }],
      containers: [{ name: 'main', image: 'example.org/goes-on:1' }],
    });
    await phase('Running');
    const gate = (status: 'True' | 'False') => {
      const pod = podOf('pod');
      if (pod) {
        cluster.state.setStatus(
          POD,
          pod,
          {
            ...pod.status,
            conditions: [
              ...(pod.status?.conditions ?? []).filter(
                ({ type }) => type !== GATE,
              ),
              { type: GATE, status },
            ],
          },
          'test',
        );
      }
    };
    const ready = () => conditionOf(podOf('pod')?.status?.conditions, 'Ready');
    gate('False');
    await cluster.eventually(
      'the message',
      () =>
        ready()?.message ===
        `the status of pod readiness gate "${GATE}" is not "True", but False`,
    );
    gate('True');
    expect(
      await cluster.eventually('Ready', () => ready()?.status === 'True'),
    ).toBe(true);
  });

  it('waits for an image that can not be pulled, until it can', async () => {
    unpullable = ['example.org/ends'];
    run({
      containers: [
        endsWith('main', '0'),
        { name: 'other', image: 'example.org/goes-on:1' },
      ],
    });
    const backOff = await cluster.eventually('ImagePullBackOff', () => {
      const current = podOf('pod')?.status;
      return (
        statusOf(current, 'main')?.state.waiting?.reason ===
          'ImagePullBackOff' && current
      );
    });
    const error =
      'failed to pull and unpack image "example.org/ends:1": failed to resolve reference "example.org/ends:1": failed to do request: Head "https://example.org/v2/ends/manifests/1": dial tcp: lookup example.org: no such host';
    expect(backOff.phase).toBe('Pending');
    expect(statusOf(backOff, 'main')?.state.waiting?.message).toBe(
      `Back-off pulling image "example.org/ends:1": ErrImagePull: ${error}`,
    );
    expect(statusOf(backOff, 'other')?.state.running).toBeDefined();
    expect(
      history.some(
        one =>
          statusOf(one, 'main')?.state.waiting?.reason === 'ErrImagePull' &&
          statusOf(one, 'main')?.state.waiting?.message === error,
      ),
    ).toBe(true);
    expect(
      cluster.state
        .list(EVENT, { namespace: 'matrix' })
        .map(({ reason, message }) => `${reason}: ${message}`),
    ).toEqual(
      expect.arrayContaining([
        `Failed: Failed to pull image "example.org/ends:1": ${error}`,
        'Failed: Error: ErrImagePull',
        'BackOff: Back-off pulling image "example.org/ends:1"',
      ]),
    );
    unpullable = [];
    await cluster.eventually(
      'its end',
      () => statusOf(podOf('pod')?.status, 'main')?.state.terminated,
    );
  });

  it("keeps each container's log for as long as the pod is there", async () => {
    run({ containers: [endsWith('a', '0'), endsWith('b', '1')] });
    await phase('Failed');
    const pod = { namespace: 'matrix', name: 'pod' };
    expect(cluster.logs.read(pod, 'a')).toBe('line\nended with 0\n');
    expect(cluster.logs.read(pod, 'b')).toBe('line\nended with 1\n');
    cluster.state.remove(POD, 'matrix', 'pod');
    expect(cluster.logs.read(pod, 'a')).toBeUndefined();
  });

  it('goes on with a sidecar beside the others', async () => {
    run({
      initContainers: [
        {
          name: 'sidecar',
          image: 'example.org/sidecar:1',
          restartPolicy: 'Always',
        },
      ],
      containers: [endsWith('main', '0', '100000')],
    });
    await phase('Running');
    const running = history.find(one => statusOf(one, 'main')?.state.running);
    expect(statusOf(running, 'sidecar')?.state.running).toBeDefined();
    await phase('Succeeded');
  });
});
