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

import { flowChangesOf } from '@matrix-network/backstage-plugin-matrix-network-common';
import {
  debugPolicy,
  driftedSnapshot,
  healthySnapshot,
  specOf,
} from '../__testUtils__';
import { flowChangesState } from './flowChangesText';

const spec = specOf();
const healthy = healthySnapshot(spec);
const drifted = driftedSnapshot(spec);

describe('flowChangesState', () => {
  it('is calm where nothing changes', () => {
    expect(
      flowChangesState(flowChangesOf(healthy, spec, healthy.networkPolicies)),
    ).toEqual({ word: 'No flow opens or closes', tone: 'good' });
  });

  it('is alarmed at rows that break', () => {
    const state = flowChangesState(
      flowChangesOf(healthy, spec, [...healthy.networkPolicies, debugPolicy]),
    );
    expect(state.tone).toBe('bad');
    expect(state.word).toMatch(
      /^\d+ flows open; \d+ of them against the contract; breaks N\d+/,
    );
  });

  it('names rows that are mended', () => {
    const state = flowChangesState(
      flowChangesOf(drifted, spec, healthy.networkPolicies),
    );
    expect(state.tone).toBe('good');
    expect(state.word).toMatch(/flows open, \d+ flows close; mends F/);
  });

  it('says so where some of what opens is against the contract though no row changes', () => {
    const state = flowChangesState({
      opened: [
        {
          source: 'Prometheus',
          destination: 'Redis',
          ports: 'TCP 1',
          workloads: [],
          against: ['N12'],
        },
      ],
      closed: [],
      rows: [],
      truncated: false,
    });
    expect(state).toEqual({
      word: '1 flow opens; 1 of them against the contract',
      tone: 'bad',
    });
  });

  it('does not guess', () => {
    expect(
      flowChangesState({
        opened: [],
        closed: [],
        rows: [],
        truncated: false,
        notJudgeable: 'pods: timed out',
      }).tone,
    ).toBe('neutral');
  });
});
