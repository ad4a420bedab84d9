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

import { ProgressEvent } from '@matrix-network/backstage-plugin-matrix-network-common';
import { ApplyRequest, StackEngine } from '../engine/StackEngine';
import {
  fakeClusters,
  fakeEngine,
  noFlowChanges,
  specOf,
  stackOf,
} from '../__testUtils__/fakes';
import { ApplyHandler } from './ApplyHandler';

function setUp(engine: Partial<StackEngine> = {}) {
  const specs = { markApplied: jest.fn(async () => {}) };
  const afterApply = jest.fn(async () => {});
  const handler = new ApplyHandler({
    engine: fakeEngine(engine),
    clusters: fakeClusters(),
    specs,
    afterApply,
  });
  const events: ProgressEvent[] = [];
  const run = (force: string[] = []) =>
    handler.run({
      operation: 'one',
      request: { kind: 'apply', spec: specOf(), force },
      signal: new AbortController().signal,
      progress: event => events.push(event),
    });
  return { run, specs, afterApply, events };
}

describe('ApplyHandler', () => {
  it('applies what it rendered, marks the spec as applied and polls', async () => {
    const requests: ApplyRequest[] = [];
    const { run, specs, afterApply } = setUp({
      apply: async request => {
        requests.push(request);
        return { created: 2, changed: 0, unchanged: 0, conflicts: [] };
      },
    });
    await expect(run(['Deployment a/b'])).resolves.toMatchObject({
      status: 'succeeded',
      result: { created: 2 },
    });
    expect(requests).toMatchObject([
      { stack: stackOf(specOf()), force: ['Deployment a/b'] },
    ]);
    expect(specs.markApplied).toHaveBeenCalledWith(specOf());
    expect(afterApply).toHaveBeenCalledWith('chat-eu');
  });

  it('says what the renderer warns of', async () => {
    const { run, events } = setUp({
      render: async spec => ({
        ...stackOf(spec),
        warnings: [
          { code: 'x', field: 'ingress.release', message: 'is retired' },
        ],
      }),
    });
    await run();
    expect(events).toContainEqual({
      type: 'message',
      level: 'warning',
      message: 'ingress.release: is retired',
    });
  });

  it('says what its policies open and close before it applies them', async () => {
    const order: string[] = [];
    const changes = {
      ...noFlowChanges,
      closed: [
        {
          source: 'Redis',
          destination: 'key_vault',
          ports: 'TCP 8000',
          workloads: [],
        },
      ],
    };
    const { run, events } = setUp({
      flowChanges: () => {
        order.push('flowChanges');
        return changes;
      },
      apply: async () => {
        order.push('apply');
        return { created: 0, changed: 0, unchanged: 0, conflicts: [] };
      },
    });
    await run();
    expect(events).toContainEqual({ type: 'flowChanges', changes });
    expect(order).toEqual(['flowChanges', 'apply']);
  });

  it('applies all the same where the cluster could not be read for that', async () => {
    const { run, events } = setUp({
      readSnapshot: async () => {
        throw new Error('pods cannot be listed');
      },
    });
    await expect(run()).resolves.toMatchObject({ status: 'succeeded' });
    expect(events).toContainEqual({
      type: 'flowChanges',
      changes: { ...noFlowChanges, notJudgeable: 'pods cannot be listed' },
    });
  });

  it('refuses a spec that the cluster rules out, before anything is applied', async () => {
    const apply = jest.fn();
    const { run } = setUp({
      apply,
      validate: () => ({
        issues: [{ field: 'ingress.release', message: 'needs 1.31' }],
        warnings: [],
      }),
    });
    await expect(run()).rejects.toThrow(
      'The spec of chat-eu does not fit sandbox: ingress.release: needs 1.31',
    );
    expect(apply).not.toHaveBeenCalled();
  });

  it('fails on conflicts and does not register the Matrix cluster', async () => {
    const { run, specs, afterApply } = setUp({
      apply: async () => ({
        created: 0,
        changed: 0,
        unchanged: 1,
        conflicts: [
          {
            object: 'NetworkPolicy matrix/redis-access',
            field: 'spec.ingress',
            manager: 'kubectl',
          },
        ],
      }),
    });
    await expect(run()).resolves.toMatchObject({
      status: 'failed',
      error:
        'spec.ingress of NetworkPolicy matrix/redis-access is managed by kubectl; it was left as it is',
      result: { conflicts: [{ manager: 'kubectl' }] },
    });
    expect(specs.markApplied).not.toHaveBeenCalled();
    expect(afterApply).not.toHaveBeenCalled();
  });
});
