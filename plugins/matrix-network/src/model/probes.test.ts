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

import {
  connectivityMatrix,
  ProbeResult,
} from '@matrix-network/backstage-plugin-matrix-network-common';
import {
  agreeingReport,
  differingReport,
  healthyConnectivity,
  probeOperation,
  healthySnapshot,
  specOf,
} from '../__testUtils__';
import {
  byAgreement,
  probeOfFlow,
  probeOfPort,
  probesState,
  probeState,
  whyNoProbes,
} from './probes';

const { spec } = healthyConnectivity;
const matrix = connectivityMatrix(healthySnapshot(spec), spec);

function portOf(source: string, destination: string) {
  const cell = matrix.cells.find(
    one => one.source === source && one.destination === destination,
  );
  if (!cell) {
    throw new Error(`no cell from ${source} to ${destination}`);
  }
  return { cell, port: cell.ports[0] };
}

describe('probesState', () => {
  it('counts, and is bad as soon as one differs', () => {
    const { word, tone } = probesState(differingReport);
    expect(word).toMatch(/^\d+ agree, 2 differ, \d+ prove nothing$/);
    expect(tone).toBe('bad');
  });

  it('does not call nothing a success', () => {
    expect(probesState({ results: [] }).tone).toBe('neutral');
    const inconclusive = differingReport.results.filter(
      ({ agreement }) => agreement === 'inconclusive',
    );
    expect(probesState({ results: inconclusive }).tone).toBe('neutral');
  });
});

describe('byAgreement', () => {
  it('puts first what differs', () => {
    const [first] = [...differingReport.results].sort(byAgreement);
    expect(first).toMatchObject({ source: 'synapse-li', destination: 'redis' });
  });
});

describe('the probe of a port', () => {
  const { cell, port } = portOf('synapse-main', 'key-vault');
  const found = probeOfPort(agreeingReport, cell, port);

  function probe(changes: Partial<ProbeResult>): ProbeResult {
    if (!found) {
      throw new Error('no probe of Synapse and key_vault');
    }
    return { ...found, ...changes };
  }

  it('is found by its ends and its number', () => {
    expect(found).toMatchObject({ port: 8000, outcome: 'connected' });
    expect(probeOfPort(agreeingReport, cell, { ...port, port: 1 })).toBe(
      undefined,
    );
    expect(probeOfPort(undefined, cell, port)).toBeUndefined();
  });

  it('says what it proves', () => {
    expect(probeState(probe({}), port, '5 minutes ago')).toEqual({
      word: 'Proven 5 minutes ago: connected',
      tone: 'good',
    });
    expect(
      probeState(
        probe({ agreement: 'differs', outcome: 'blocked' }),
        port,
        'now',
      ).word,
    ).toBe('Differs: a probe got nowhere now');
    expect(
      probeState(
        probe({ agreement: 'inconclusive', outcome: 'couldNotRun' }),
        port,
        'now',
      ).word,
    ).toBe('Probed now: could not run, which proves nothing');
  });

  it('proves nothing of policies that came later', () => {
    const verdict = { outcome: 'denied', sentence: 'Denied.' } as const;
    expect(probeState(probe({ verdict }), port, 'now')).toEqual({
      word: 'Probed now: connected; the policies have changed since',
      tone: 'neutral',
    });
  });
});

describe('probeOfFlow', () => {
  it('takes workloads of the namespace, and the pod without labels, for sources', () => {
    expect(
      probeOfFlow({ source: 'synapse-li', destination: 'redis' }, spec, {}),
    ).toEqual({
      selection: { kind: 'flow', source: 'synapse-li', destination: 'redis' },
    });
    expect(
      probeOfFlow({ source: 'unlabelled-pod', destination: 'redis' }, spec, {}),
    ).toHaveProperty('selection');
  });

  it.each([
    ['prometheus', 'redis', /Matrix namespace only/],
    ['internet', 'redis', /Matrix namespace only/],
    ['redis', 'internet', /needs a workload/],
    ['redis', 'coturn', /host network/],
  ] as const)('says why there is none from %s to %s', (source, to, why) => {
    expect(probeOfFlow({ source, destination: to }, specOf(), {})).toEqual({
      why: expect.stringMatching(why),
    });
  });
});

describe('whyNoProbes', () => {
  it('names the permission, the operation under way, and that nothing was read yet', () => {
    const fine = { forbidden: false, hasNetwork: true };
    expect(whyNoProbes(fine)).toBeUndefined();
    expect(whyNoProbes({ ...fine, operation: probeOperation })).toBeUndefined();
    expect(whyNoProbes({ ...fine, forbidden: true })).toMatch(
      /matrix-network\.check/,
    );
    expect(
      whyNoProbes({
        ...fine,
        operation: { ...probeOperation, status: 'running' },
      }),
    ).toMatch(/under way/);
    expect(whyNoProbes({ ...fine, hasNetwork: false })).toMatch(/read once/);
  });
});
