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

import { KubernetesObject } from '@matrix-network/backstage-plugin-matrix-network-common';
import { aFlow } from './__testUtils__/flows';
import { readProbePod } from './readProbePod';

const flows = [aFlow(), aFlow({ id: 'second' })];

function pod(status: object): KubernetesObject {
  return {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name: 'p', namespace: 'matrix' },
    status,
  };
}

function ended(...states: object[]) {
  return pod({
    phase: 'Failed',
    containerStatuses: states.map((terminated, index) => ({
      name: `flow-${index}`,
      state: { terminated },
    })),
  });
}

describe('readProbePod', () => {
  it.each([
    ['TIMEOUT\n', 'blocked', 'TIMEOUT'],
    ['REFUSED\n', 'refused', 'REFUSED'],
    [
      'DNS: lookup key-vault.matrix.svc: no such host\n',
      'nameNotResolved',
      'DNS: lookup key-vault.matrix.svc: no such host',
    ],
    [
      'OTHER: dial tcp 10.244.1.7:8000: connect: no route to host\n',
      'blocked',
      'OTHER: dial tcp 10.244.1.7:8000: connect: no route to host',
    ],
    [
      'OTHER: dial tcp: too many open files',
      'couldNotRun',
      'OTHER: dial tcp: too many open files',
    ],
    ['UNKNOWN: bad arguments', 'couldNotRun', 'UNKNOWN: bad arguments'],
    ['exec /agnhost: exec format error', 'couldNotRun', expect.any(String)],
  ])('reads agnhost: %j', (message, outcome, detail) => {
    expect(
      readProbePod(ended({ exitCode: 1, message }), flows.slice(0, 1)),
    ).toEqual({
      state: 'ended',
      observations: [{ flow: flows[0].id, outcome, detail }],
    });
  });

  it('tells the flows of one pod apart by their containers', () => {
    expect(
      readProbePod(
        ended({ exitCode: 0 }, { exitCode: 1, message: 'TIMEOUT' }),
        flows,
      ),
    ).toEqual({
      state: 'ended',
      observations: [
        { flow: flows[0].id, outcome: 'connected' },
        { flow: 'second', outcome: 'blocked', detail: 'TIMEOUT' },
      ],
    });
  });

  it('never takes a container that did not run, or was killed, for blocked', () => {
    const evicted = pod({
      phase: 'Failed',
      reason: 'Evicted',
      message: 'The node was low on resource: memory.',
      containerStatuses: [
        { name: 'flow-0', state: { terminated: { exitCode: 137 } } },
      ],
    });
    const seen = readProbePod(evicted, flows);
    expect(seen).toEqual({
      state: 'ended',
      observations: flows.map(({ id }) => ({
        flow: id,
        outcome: 'couldNotRun',
        detail: 'Evicted: The node was low on resource: memory.',
      })),
    });
    expect(
      readProbePod(ended({ exitCode: 137, reason: 'OOMKilled' }), [flows[0]]),
    ).toMatchObject({
      observations: [{ outcome: 'couldNotRun', detail: 'OOMKilled' }],
    });
  });

  it('says what its first container failed of, where the others never began', () => {
    const failed = pod({
      phase: 'Failed',
      initContainerStatuses: [
        {
          name: 'settle',
          state: {
            terminated: { exitCode: 1, message: 'unknown command\n' },
          },
        },
      ],
      containerStatuses: [
        { name: 'flow-0', state: { waiting: { reason: 'PodInitializing' } } },
      ],
    });
    expect(readProbePod(failed, [flows[0]])).toMatchObject({
      observations: [
        { outcome: 'couldNotRun', detail: 'settle: unknown command' },
      ],
    });
  });

  it('says at once what no waiting mends', () => {
    expect(
      readProbePod(
        pod({
          phase: 'Pending',
          initContainerStatuses: [
            {
              name: 'settle',
              state: {
                waiting: {
                  reason: 'ImagePullBackOff',
                  message: 'Back-off pulling image "agnhost"',
                },
              },
            },
          ],
        }),
        flows,
      ),
    ).toEqual({
      state: 'stuck',
      why: 'ImagePullBackOff: Back-off pulling image "agnhost"',
    });
  });

  it('has a hint while it waits, and none of what is usual', () => {
    expect(
      readProbePod(
        pod({
          phase: 'Pending',
          conditions: [
            {
              type: 'PodScheduled',
              status: 'False',
              message: '0/3 nodes are available: 3 Insufficient cpu.',
            },
          ],
        }),
        flows,
      ),
    ).toEqual({
      state: 'underWay',
      hint: '0/3 nodes are available: 3 Insufficient cpu.',
    });
    expect(
      readProbePod(
        pod({
          phase: 'Pending',
          containerStatuses: [
            {
              name: 'flow-0',
              state: { waiting: { reason: 'PodInitializing' } },
            },
          ],
        }),
        flows,
      ),
    ).toEqual({ state: 'underWay' });
  });

  it('bounds what a container says', () => {
    const seen = readProbePod(
      ended({ exitCode: 1, message: `OTHER: ${'x'.repeat(5_000)}` }),
      [flows[0]],
    );
    expect(seen.state === 'ended' && seen.observations[0].detail?.length).toBe(
      300,
    );
  });
});
