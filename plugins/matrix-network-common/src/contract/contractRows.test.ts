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

import { policyDefinitions } from '../policies';
import { parseStackSpec, StackSpecInput } from '../spec';
import { contractRows, contractRowsOf } from './contractRows';
import { flowsOf } from './flowsOf';

const specWith = (input: Partial<StackSpecInput> = {}) =>
  parseStackSpec({
    name: 'chat-eu',
    kubernetesCluster: 'sandbox',
    domain: 'chat.example.org',
    targetCcu: 100,
    ...input,
  });

const idsOf = (input?: Partial<StackSpecInput>) =>
  contractRowsOf(specWith(input)).map(({ id }) => id);

function row(id: string) {
  const found = contractRows.find(candidate => candidate.id === id);
  if (!found) {
    throw new Error(`There is no row ${id}`);
  }
  return found;
}

describe('The connectivity contract', () => {
  it('has every row, F1 to F45 and N1 to N20, in order', () => {
    const numbered = (letter: string, count: number) =>
      Array.from({ length: count }, (_, index) => `${letter}${index + 1}`);
    expect(contractRows.map(({ id }) => id)).toEqual([
      ...numbered('F', 45),
      ...numbered('N', 20),
    ]);
  });

  it.each(contractRows.map(({ id, ...rest }) => [id, rest] as const))(
    'says of %s what it is, why, and who carries it',
    (id, { expectation, why, source, destination, ports, policies, limit }) => {
      expect(expectation).toBe(id.startsWith('F') ? 'mustWork' : 'mustNotWork');
      expect(why).toMatch(/^\S.*\.$/);
      expect([source, destination, ports]).not.toContain('');
      const names: string[] = policyDefinitions.map(({ name }) => name);
      expect(policies.filter(policy => !names.includes(policy))).toEqual([]);
      expect(policies.length > 0).toBe(limit === undefined);
    },
  );

  it('shows as limits, and only as limits, what no NetworkPolicy can decide', () => {
    expect(
      contractRows.filter(({ limit }) => limit).map(({ id }) => id),
    ).toEqual(['F39', 'F43', 'F44', 'F45', 'N6']);
  });

  it('reads as people say it', () => {
    expect(row('F4')).toMatchObject({
      source: 'Synapse (main)',
      destination: 'Redis',
      ports: 'TCP 6379, 26379',
    });
    expect(row('F37').ports).toBe('TCP 7881; UDP 50000-60000');
    expect(row('N20')).toMatchObject({
      source: 'Redis, MinIO, ClamAV',
      destination: 'the internet',
      ports: 'any; for some ends not TCP 443',
    });
  });

  it('has F30 only where the spec asks for replication', () => {
    expect(idsOf()).not.toContain('F30');
    expect(idsOf({ network: { liReplicationFromMain: true } })).toContain(
      'F30',
    );
  });

  it('has F2 only where nodes cache DNS', () => {
    expect(idsOf()).toContain('F2');
    expect(idsOf({ network: { nodeLocalDns: false } })).not.toContain('F2');
  });

  it('leaves out rows of workloads that the spec leaves out', () => {
    const ids = idsOf({ workloads: { lawfulInterception: false } });
    for (const id of ['F16', 'F20', 'F21', 'F22', 'F25', 'N1', 'N5', 'N7']) {
      expect(idsOf()).toContain(id);
      expect(ids).not.toContain(id);
    }
  });

  it('keeps of a row what the spec has', () => {
    const flows = flowsOf(
      row('F27'),
      specWith({ workloads: { lawfulInterception: false } }),
    );
    expect(flows).toEqual([
      expect.objectContaining({
        destinations: [{ kind: 'workload', workload: 'postgresql' }],
      }),
    ]);
  });

  it('knows a node-local ingress controller by the addresses of nodes', () => {
    const sources = (exposure: 'nodePort' | 'nodeLocal') =>
      flowsOf(row('F15'), specWith({ ingress: { exposure } })).flatMap(
        flow => flow.sources,
      );
    expect(sources('nodePort')).toEqual([
      { kind: 'workload', workload: 'ingress-nginx' },
    ]);
    expect(sources('nodeLocal')).toEqual([{ kind: 'nodes' }]);
  });
});

describe("A team's own rows", () => {
  const spec = specWith({
    contract: [
      {
        id: 'T1',
        source: 'element-web',
        destination: { namespace: 'billing', podLabels: { app: 'api' } },
        port: 8080,
        expectation: 'mustNotWork',
        why: 'The web client has no business with billing.',
      },
      {
        id: 'T2',
        source: '192.0.2.7',
        destination: { podLabels: {} },
        port: 8008,
        protocol: 'UDP',
        expectation: 'mustWork',
        why: 'The load generator tries every pod.',
      },
      {
        id: 'T3',
        source: 'sygnal',
        destination: 'fd00::/8',
        port: 443,
        expectation: 'mustNotWork',
        why: 'Sygnal is not part of this deployment.',
      },
    ],
  });
  const own = contractRowsOf(spec).filter(({ id }) => id.startsWith('T'));

  it('come after those of the product, without rows of workloads that are left out', () => {
    expect(
      contractRowsOf(spec)
        .slice(-2)
        .map(({ id }) => id),
    ).toEqual(['T1', 'T2']);
  });

  it('are rows like any other', () => {
    expect(own[0]).toMatchObject({
      expectation: 'mustNotWork',
      source: 'Element Web',
      destination: 'app=api in billing',
      ports: 'TCP 8080',
    });
    expect(own[1]).toMatchObject({
      expectation: 'mustWork',
      source: '192.0.2.7/32',
      destination: 'every pod',
      ports: 'UDP 8008',
    });
  });
});
