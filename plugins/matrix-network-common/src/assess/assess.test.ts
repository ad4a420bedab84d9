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

import { noObjects } from '../snapshot/noObjects';
import { assess } from './assess';
import { checks } from './checks';
import { allSources } from './reads';
import {
  aSpec,
  now,
  perfectSnapshot,
  unread,
  withoutPolicies,
} from './__testUtils__/snapshotBuilder';

const spec = aSpec();

describe('assess', () => {
  it('finds nothing wrong with a perfect cluster', () => {
    const health = assess(perfectSnapshot(), spec, { now });
    expect(
      health.findings.filter(({ severity }) => severity !== 'info'),
    ).toEqual([]);
    expect(health.status).toBe('healthy');
    expect(health.policies.map(({ state }) => state)).not.toContain('edited');
    expect(
      health.policies.filter(({ state }) => state === 'inForce').length,
    ).toBeGreaterThanOrEqual(13);
    expect(
      health.contract.filter(({ outcome }) => outcome === 'violated'),
    ).toEqual([]);
    expect(health.ingress).toMatchObject({
      targetReplicas: 3,
      capacityCcu: 5000,
      nodePorts: { http: 30080, https: 30443 },
      routes: [{ state: 'ready', workload: 'synapse-main', tls: true }],
    });
    expect(health.certificates).toMatchObject([
      {
        name: 'chat',
        state: 'ready',
        daysLeft: 60,
        workloads: ['synapse-main'],
      },
    ]);
    expect(health.cni).toMatchObject({
      name: 'Calico',
      enforcesPolicies: 'yes',
    });
  });

  it('says of an empty cluster what is missing, once for all policies', () => {
    const health = assess(
      perfectSnapshot(spec, {
        ...noObjects,
        namespaces: perfectSnapshot(spec).namespaces,
        nodes: perfectSnapshot(spec).nodes,
      }),
      spec,
      { now },
    );
    expect(health.status).toBe('failing');
    expect(
      health.findings
        .filter(({ severity }) => severity === 'critical')
        .map(({ code }) => code),
    ).toEqual([
      'policy-missing',
      'contract-violated',
      'cert-manager-missing',
      'ingress-controller-missing',
    ]);
    expect(health.policies.every(({ state }) => state === 'missing')).toBe(
      true,
    );
  });

  it('invents nothing about a cluster that it could not read at all', () => {
    const blind = allSources.reduce(
      (snapshot, source) => unread(snapshot, source),
      perfectSnapshot(spec, {
        facts: {
          apiServers: [],
          podCidrs: [],
          serviceCidrs: [],
          nodeCidrs: [],
          prometheusOperator: false,
        },
        ...noObjects,
      }),
    );
    const health = assess(blind, spec, { now });
    expect(health.status).toBe('unknown');
    expect(new Set(health.findings.map(({ code }) => code))).toEqual(
      new Set(['read-failed']),
    );
    expect(health.policies.every(({ state }) => state === 'unknown')).toBe(
      true,
    );
    expect(
      health.contract.every(({ outcome }) => outcome === 'notJudgeable'),
    ).toBe(true);
    expect(health.workloads.every(({ status }) => status === 'unknown')).toBe(
      true,
    );
    expect(health.cni.enforcesPolicies).toBe('unknown');
  });

  it.each(allSources)('is never healthy while %s could not be read', source => {
    expect(
      assess(unread(perfectSnapshot(), source), spec, { now }).status,
    ).toMatch(/degraded|unknown/);
  });

  it.each(['pods', 'namespaces', 'networkPolicies'] as const)(
    'does not know how things are without %s',
    source => {
      expect(
        assess(unread(perfectSnapshot(), source), spec, { now }).status,
      ).toBe('unknown');
    },
  );

  it('puts the worst findings first', () => {
    const { findings, status } = assess(
      withoutPolicies(perfectSnapshot(), 'key-vault-isolation'),
      spec,
      { now },
    );
    expect(status).toBe('failing');
    expect(findings[0].severity).toBe('critical');
    expect(findings[findings.length - 1].severity).toBe('info');
    expect(findings.map(({ code }) => code)).toContain('policy-missing');
  });

  it('gives the same answer for the same snapshot', () => {
    const snapshot = perfectSnapshot();
    expect(assess(snapshot, spec, { now })).toEqual(
      assess(snapshot, spec, { now }),
    );
  });
});

describe('checks', () => {
  it('have codes of their own, in kebab-case', () => {
    const codes = checks.map(({ code }) => code);
    expect(new Set(codes).size).toBe(codes.length);
    expect(
      codes.filter(code => !/^[a-z0-9]+(-[a-z0-9]+)+$/.test(code)),
    ).toEqual([]);
  });
});
