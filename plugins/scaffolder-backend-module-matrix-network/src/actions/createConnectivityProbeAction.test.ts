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
import { createMockActionContext } from '@backstage/plugin-scaffolder-node-test-utils';
import {
  ProbeReport,
  ProbeResult,
  ProbeSelection,
} from '@matrix-network/backstage-plugin-matrix-network-common';
import { fakeApi, operation } from '../__testUtils__/fakeApi';
import { createConnectivityProbeAction } from './createConnectivityProbeAction';

function result(agreement: ProbeResult['agreement']): ProbeResult {
  return {
    id: `redis ${agreement}`,
    source: 'redis',
    sourceTitle: 'Redis',
    destination: 'key-vault',
    destinationTitle: 'key_vault',
    target: { kind: 'address', address: '10.244.1.7' },
    port: 8000,
    protocol: 'TCP',
    rows: ['N9'],
    expected: 'mustNotWork',
    verdict: { outcome: 'denied', sentence: 'Denied.' },
    outcome: agreement === 'differs' ? 'connected' : 'blocked',
    agreement,
    conclusion: `It ${agreement}.`,
  };
}

function reportOf(...agreements: ProbeResult['agreement'][]): ProbeReport {
  return {
    startedAt: '2026-11-24T00:00:00Z',
    finishedAt: '2026-11-24T00:00:09Z',
    results: agreements.map(result),
    skipped: [],
  };
}

function setUp(probes: ProbeReport | undefined, error?: string) {
  const asked: { name: string; selection: ProbeSelection }[] = [];
  const action = createConnectivityProbeAction(
    async () =>
      fakeApi({
        startProbe: async (name, selection) => {
          asked.push({ name, selection });
          return operation({ kind: 'probe' });
        },
        getOperation: async () => ({
          operation: operation({
            kind: 'probe',
            status: error ? 'failed' : 'succeeded',
            error,
            probes,
          }),
          lines: [],
        }),
      }),
    { pollMilliseconds: 1 },
  );
  const output = jest.fn();
  const run = (input: object) =>
    action.handler({
      ...createMockActionContext({
        input: { matrixCluster: 'chat-eu', ...input },
      }),
      output,
    });
  return { run, asked, output };
}

describe('matrix-network:connectivity:probe', () => {
  it('probes the isolation unless asked for more, and counts what was seen', async () => {
    const { run, asked, output } = setUp(
      reportOf('agrees', 'agrees', 'inconclusive'),
    );
    await run({});
    expect(asked).toEqual([
      { name: 'chat-eu', selection: { kind: 'isolation' } },
    ]);
    expect(output.mock.calls).toEqual([
      ['operationId', 'op-1'],
      ['agrees', 2],
      ['differs', 0],
      ['inconclusive', 1],
    ]);
  });

  it('tries the rows that it is given', async () => {
    const { run, asked } = setUp(reportOf('agrees'));
    await run({ rows: ['F6', 'N8'] });
    expect(asked[0].selection).toEqual({ kind: 'rows', rows: ['F6', 'N8'] });
  });

  it('fails where the cluster does not do what its policies say', async () => {
    const { run } = setUp(reportOf('agrees', 'differs', 'differs'));
    await expect(run({})).rejects.toThrow(
      'Redis → key_vault TCP 8000: It differs. And 1 more flow.',
    );
    await expect(run({ failOn: 'never' })).resolves.toBeUndefined();
  });

  it('fails for want of proof only where it is asked to', async () => {
    const { run } = setUp(reportOf('inconclusive'));
    await expect(run({})).resolves.toBeUndefined();
    await expect(run({ failOn: 'inconclusive' })).rejects.toThrow(
      'It inconclusive.',
    );
  });

  it('fails with the cause where the probes did not run', async () => {
    const { run } = setUp(undefined, 'the cluster is gone');
    await expect(run({ failOn: 'never' })).rejects.toThrow(
      'The probe of chat-eu did not run to its end: the cluster is gone',
    );
  });

  it('refuses a selection beside rows', async () => {
    const { run } = setUp(reportOf('agrees'));
    await expect(run({ selection: 'contract', rows: ['F6'] })).rejects.toThrow(
      'only one of the two is accepted',
    );
  });

  it('passes on that another operation is under way', async () => {
    const action = createConnectivityProbeAction(async () =>
      fakeApi({
        startProbe: async () => {
          throw new ConflictError('Operation op-0 is running');
        },
      }),
    );
    await expect(
      action.handler(
        createMockActionContext({ input: { matrixCluster: 'chat-eu' } }),
      ),
    ).rejects.toThrow(/could not be started.*op-0 is running/);
  });

  it('probes nothing in a dry run', async () => {
    const { asked } = setUp(reportOf());
    const action = createConnectivityProbeAction(async () => fakeApi({}));
    await action.handler({
      ...createMockActionContext({ input: { matrixCluster: 'chat-eu' } }),
      isDryRun: true,
    });
    expect(asked).toEqual([]);
  });
});
