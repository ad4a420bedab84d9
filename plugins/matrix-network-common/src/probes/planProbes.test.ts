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

import { specOf } from '../contract/__testUtils__/deployment';
import { planProbes, PlanProbesOptions } from './planProbes';
import { probeSnapshot, serviceOf } from './__testUtils__/probeSnapshot';
import { ProbeFlow, ProbeSelection } from './types';

const spec = specOf();
const snapshot = probeSnapshot(spec);

function plan(selection: ProbeSelection, options?: PlanProbesOptions) {
  return planProbes(snapshot, spec, selection, options);
}

function flowsOf(selection: ProbeSelection, from = snapshot): ProbeFlow[] {
  return planProbes(from, spec, selection).sources.flatMap(
    ({ flows }) => flows,
  );
}

const keyVault = snapshot.pods.find(({ name }) => name === 'key-vault-0');
const address = keyVault?.ips[0];

describe('planProbes', () => {
  it('tries a row from its source to a ready pod, with the verdict of the policies', () => {
    expect(flowsOf({ kind: 'rows', rows: ['F6'] })).toEqual([
      {
        id: `synapse-main ${address}:8000`,
        source: 'synapse-main',
        sourceTitle: 'Synapse (main)',
        destination: 'key-vault',
        destinationTitle: 'key_vault',
        target: {
          kind: 'pod',
          namespace: 'matrix',
          name: 'key-vault-0',
          address,
        },
        port: 8000,
        protocol: 'TCP',
        rows: ['F6'],
        expected: 'mustWork',
        verdict: {
          outcome: 'allowed',
          sentence: expect.stringContaining(
            'key-vault-isolation spec.ingress[0].from[0] allows ingress',
          ),
        },
      },
    ]);
  });

  it('puts a control beside a flow that the policies deny', () => {
    const flows = flowsOf({ kind: 'rows', rows: ['N8'] });
    expect(flows).toHaveLength(2);
    const [denied, control] = flows;
    expect(denied).toMatchObject({
      source: 'unlabelled-pod',
      rows: ['N8'],
      verdict: { outcome: 'denied' },
      control: control.id,
    });
    expect(control).toMatchObject({
      source: 'synapse-main',
      target: denied.target,
      port: denied.port,
      rows: [],
      verdict: { outcome: 'allowed' },
    });
  });

  it('has no control where the policies let nobody through', () => {
    const closed = {
      ...snapshot,
      networkPolicies: snapshot.networkPolicies.filter(
        ({ metadata }) => metadata.name === 'default-deny-all',
      ),
    };
    const [flow, ...others] = flowsOf({ kind: 'rows', rows: ['N8'] }, closed);
    expect(others).toEqual([]);
    expect(flow.control).toBeUndefined();
  });

  it('judges the probe pod by its own labels, live pods of the workload or not', () => {
    const without = {
      ...snapshot,
      pods: snapshot.pods.filter(({ name }) => !name.startsWith('sync-system')),
    };
    expect(
      flowsOf({ kind: 'rows', rows: ['F24'] }, without).map(
        ({ source, verdict }) => [source, verdict.outcome],
      ),
    ).toEqual([['sync-system', 'allowed']]);
  });

  it('tries one flow of a source by the name of its Service, judging DNS, too', () => {
    const service = serviceOf(
      'key-vault',
      { 'app.kubernetes.io/name': 'key-vault' },
      { port: 80, targetPort: 8000 },
    );
    const flows = flowsOf(
      { kind: 'rows', rows: ['F6'] },
      probeSnapshot(spec, [service]),
    );
    expect(flows.map(({ id }) => id)).toEqual([
      `synapse-main ${address}:8000`,
      'synapse-main key-vault.matrix.svc:80',
    ]);
    expect(flows[1]).toMatchObject({
      verdict: { outcome: 'allowed' },
      dns: { outcome: 'allowed' },
    });
  });

  it('connects to a pod that declares the port, where workers of one workload differ', () => {
    const [main] = snapshot.pods.filter(({ name }) =>
      name.startsWith('synapse-main'),
    );
    const worker = (name: string, ip: string, port: number) => ({
      ...main,
      name,
      ips: [ip],
      ports: [{ port, protocol: 'TCP' as const }],
    });
    const workers = {
      ...snapshot,
      pods: [
        worker('synapse-event-persister-0', '10.244.0.201', 9093),
        worker('synapse-generic-worker-0', '10.244.0.202', 8008),
        ...snapshot.pods.filter(pod => pod !== main),
      ],
    };
    const targets = flowsOf({ kind: 'rows', rows: ['F12'] }, workers).map(
      ({ target, port }) => [target.kind === 'pod' && target.name, port],
    );
    expect(targets).toContainEqual(['synapse-generic-worker-0', 8008]);
    expect(targets).not.toContainEqual(['synapse-event-persister-0', 8008]);
  });

  it('skips, and says why: other namespaces, UDP, the internet, absent and unready pods', () => {
    const reasons = (rows: string[], from = snapshot) =>
      planProbes(from, spec, { kind: 'rows', rows }).skipped.map(
        ({ why }) => why,
      );
    expect(reasons(['F27'])).toContain(
      'probe pods run in the Matrix namespace only',
    );
    expect(reasons(['F8'])).toEqual([
      'no address of the internet is configured (matrixNetwork.probes.internetTargets)',
    ]);
    const unready = {
      ...snapshot,
      pods: snapshot.pods.map(pod =>
        pod.name.startsWith('key-vault') ? { ...pod, ready: false } : pod,
      ),
    };
    expect(reasons(['F6'], unready)).toEqual([
      'key_vault has no ready pod to connect to',
    ]);
  });

  it('connects to the internet only where it is told to', () => {
    const { sources } = plan(
      { kind: 'rows', rows: ['F8', 'N10'] },
      { internetTargets: [{ host: '1.1.1.1', port: 443 }] },
    );
    const flows = sources
      .flatMap(source => source.flows)
      .filter(({ destination }) => destination === 'internet');
    expect(
      flows.map(({ source, verdict }) => [source, verdict.outcome]),
    ).toEqual(
      expect.arrayContaining([
        ['synapse-main', 'allowed'],
        ['key-vault', 'denied'],
      ]),
    );
  });

  it('tries one flow that was asked for, with what the contract says of it', () => {
    const flows = flowsOf({
      kind: 'flow',
      source: 'element-web',
      destination: 'key-vault',
    });
    expect(flows[0]).toMatchObject({
      id: `element-web ${address}:8000`,
      expected: 'mustNotWork',
      rows: ['N9'],
      verdict: { outcome: 'denied' },
    });
  });

  it('tries nothing twice, and asks nothing of UDP', () => {
    const flows = flowsOf({ kind: 'contract' });
    expect(flows.length).toBeGreaterThan(100);
    expect(new Set(flows.map(({ id }) => id)).size).toBe(flows.length);
    expect(new Set(flows.map(({ protocol }) => protocol))).toEqual(
      new Set(['TCP']),
    );
    const ids = new Set(flows.map(({ id }) => id));
    flows
      .flatMap(({ control }) => control ?? [])
      .forEach(control => expect(ids).toContain(control));
  });

  it('has no flow in a healthy deployment that is against the contract', () => {
    const against = flowsOf({ kind: 'contract' }).filter(
      ({ expected, verdict }) =>
        (expected === 'mustWork' && verdict.outcome !== 'allowed') ||
        (expected === 'mustNotWork' && verdict.outcome !== 'denied'),
    );
    expect(against).toEqual([]);
  });
});
