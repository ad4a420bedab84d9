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
import { InProcessProbeSlots } from '@matrix-network/backstage-plugin-matrix-network-node';
import { StackEngine } from '../engine/StackEngine';
import {
  fakeClusters,
  fakeEngine,
  planOf,
  reportOf,
  specOf,
} from '../__testUtils__/fakes';
import { ProbeHandler } from './ProbeHandler';

function setUp(engine: Partial<StackEngine> = {}) {
  const slots = new InProcessProbeSlots(1);
  const handler = new ProbeHandler({
    engine: fakeEngine(engine),
    clusters: fakeClusters(),
    settings: { timeoutSeconds: 2 },
    internetTargets: [{ host: '1.1.1.1', port: 443 }],
    slots,
  });
  const events: ProgressEvent[] = [];
  const run = () =>
    handler.run({
      operation: 'operation-1',
      request: {
        kind: 'probe',
        spec: specOf(),
        selection: { kind: 'isolation' },
      },
      signal: new AbortController().signal,
      progress: event => events.push(event),
    });
  return { run, events, slots };
}

describe('ProbeHandler', () => {
  it('plans over the cluster as it is now, and reports what the probes saw', async () => {
    const planProbes = jest.fn(() => planOf());
    const runProbes = jest.fn(fakeEngine().runProbes);
    const { run, events, slots } = setUp({ planProbes, runProbes });
    await expect(run()).resolves.toEqual({
      status: 'succeeded',
      probes: reportOf(planOf()),
    });
    expect(planProbes).toHaveBeenCalledWith(
      expect.objectContaining({ namespace: 'matrix' }),
      specOf(),
      { kind: 'isolation' },
      { internetTargets: [{ host: '1.1.1.1', port: 443 }] },
    );
    expect(runProbes).toHaveBeenCalledWith(
      expect.objectContaining({
        operation: 'operation-1',
        settings: { timeoutSeconds: 2 },
        slots,
      }),
    );
    expect(events).toContainEqual({
      type: 'message',
      level: 'info',
      message:
        'Trying 1 flow from 1 source by short-lived Jobs in namespace matrix; 0 cannot be probed',
    });
  });

  it('says why where nothing of the selection can be probed', async () => {
    const { run } = setUp({
      planProbes: () => ({
        namespace: 'matrix',
        sources: [],
        skipped: [
          {
            source: 'Prometheus',
            destination: 'Redis',
            rows: ['N18'],
            why: 'probe pods run in the Matrix namespace only',
          },
        ],
      }),
    });
    await expect(run()).rejects.toThrow(
      'None of these flows can be probed: probe pods run in the Matrix namespace only',
    );
  });
});
