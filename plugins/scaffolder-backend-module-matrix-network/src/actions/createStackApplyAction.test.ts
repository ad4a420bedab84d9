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

import { ConflictError } from '@backstage/errors';
import { mockServices } from '@backstage/backend-test-utils';
import { createMockActionContext } from '@backstage/plugin-scaffolder-node-test-utils';
import { ProgressLine } from '@matrix-network/backstage-plugin-matrix-network-common';
import { fakeApi, operation, spec } from '../__testUtils__/fakeApi';
import { createStackApplyAction } from './createStackApplyAction';

const at = '2026-11-24T00:00:00Z';

const line = (sequence: number, message: string): ProgressLine => ({
  sequence,
  at,
  event: { type: 'message', level: 'info', message },
});

describe('matrix-network:stack:apply', () => {
  it('logs each line of the operation once, in order, and returns its counts', async () => {
    const answers = [
      { operation: operation({ status: 'running' }), lines: [line(1, 'one')] },
      {
        operation: operation({
          status: 'succeeded',
          result: { created: 3, changed: 2, unchanged: 1, conflicts: [] },
        }),
        lines: [line(2, 'two'), line(3, 'three')],
      },
      {
        operation: operation({
          status: 'succeeded',
          result: { created: 3, changed: 2, unchanged: 1, conflicts: [] },
        }),
        lines: [],
      },
    ];
    const asked: (number | undefined)[] = [];
    const logger = mockServices.logger.mock();
    const action = createStackApplyAction(
      async () =>
        fakeApi({
          startApply: async () => operation(),
          getOperation: async (_id, after) => {
            asked.push(after);
            return answers.shift()!;
          },
        }),
      { pollMilliseconds: 1 },
    );
    const ctx = createMockActionContext({ input: { spec }, logger });

    await action.handler(ctx);

    expect(asked).toEqual([0, 1, 3]);
    expect(
      logger.info.mock.calls
        .map(call => call[0])
        .filter(text => ['one', 'two', 'three'].includes(text)),
    ).toEqual(['one', 'two', 'three']);
    expect(ctx.output).toHaveBeenCalledWith('created', 3);
    expect(ctx.output).toHaveBeenCalledWith('changed', 2);
    expect(ctx.output).toHaveBeenCalledWith('unchanged', 1);
    expect(ctx.output).toHaveBeenCalledWith(
      'entityRef',
      'system:chat-eu/chat-eu',
    );
  });

  it('fails with the cause of a failed operation and says that it can be run again', async () => {
    const action = createStackApplyAction(async () =>
      fakeApi({
        startApply: async () => operation(),
        getOperation: async () => ({
          operation: operation({
            status: 'failed',
            error: 'Port 30443 is taken by Service default/web',
          }),
          lines: [],
        }),
      }),
    );
    await expect(
      action.handler(createMockActionContext({ input: { spec } })),
    ).rejects.toThrow(
      'The stack of chat-eu is not fully applied: Port 30443 is taken by Service default/web. Run the template again',
    );
  });

  it('names every bad field before anything is started', async () => {
    const action = createStackApplyAction(async () =>
      fakeApi({
        validateSpec: async () => ({
          valid: false,
          warnings: [],
          issues: [
            { field: 'domain', message: '"chat" is not a DNS name' },
            { field: 'targetCcu', message: '0 is not a positive integer' },
          ],
        }),
      }),
    );
    await expect(
      action.handler(createMockActionContext({ input: { spec } })),
    ).rejects.toThrow(/domain: "chat" is not a DNS name\n {2}targetCcu: 0/);
  });

  it('passes on that another operation is under way', async () => {
    const action = createStackApplyAction(async () =>
      fakeApi({
        startApply: async () => {
          throw new ConflictError('Operation op-0 is running');
        },
      }),
    );
    await expect(
      action.handler(createMockActionContext({ input: { spec } })),
    ).rejects.toThrow(/could not be started.*op-0 is running/);
  });

  it('applies nothing in a dry run', async () => {
    const renderStack = jest.fn(async () => ({
      stages: [
        {
          id: 'policies' as const,
          title: 'Policies',
          manifests: '',
          objects: ['NetworkPolicy matrix/allow-dns'],
        },
      ],
      warnings: [],
      replicas: 3,
      flowChanges: {
        opened: [],
        closed: [
          {
            source: 'Element Web',
            destination: 'key_vault',
            ports: 'TCP 8000',
            workloads: [],
          },
        ],
        rows: [],
        truncated: false,
      },
    }));
    const logger = mockServices.logger.mock();
    const action = createStackApplyAction(async () => fakeApi({ renderStack }));
    await action.handler({
      ...createMockActionContext({ input: { spec }, logger }),
      isDryRun: true,
    });
    expect(renderStack).toHaveBeenCalledTimes(1);
    expect(logger.info).toHaveBeenCalledWith('Would apply Policies: 1 objects');
    expect(logger.info).toHaveBeenCalledWith(
      expect.stringContaining('− Element Web → key_vault TCP 8000'),
    );
  });

  it('stops following as soon as the task is cancelled', async () => {
    const cancel = new AbortController();
    const action = createStackApplyAction(
      async () =>
        fakeApi({
          startApply: async () => operation(),
          getOperation: async () => {
            cancel.abort();
            return { operation: operation({ status: 'running' }), lines: [] };
          },
        }),
      { pollMilliseconds: 60_000 },
    );
    await expect(
      action.handler({
        ...createMockActionContext({ input: { spec } }),
        signal: cancel.signal,
      }),
    ).rejects.toThrow(/abort/i);
  });
});
