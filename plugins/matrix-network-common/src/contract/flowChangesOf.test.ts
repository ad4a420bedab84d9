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

import { NetworkPolicy } from '../kubernetes/types';
import { BRIDGE_POLICY, bridgePolicy, renderPolicies } from '../policies';
import {
  healthySnapshot,
  specOf,
  withPolicy,
} from './__testUtils__/deployment';
import { connectivityMatrix } from './connectivityMatrix';
import { flowChangesOf, policiesAfterApply } from './flowChangesOf';

const spec = specOf();
const healthy = healthySnapshot(spec);

const openDoor: NetworkPolicy = {
  apiVersion: 'networking.k8s.io/v1',
  kind: 'NetworkPolicy',
  metadata: { namespace: 'matrix', name: 'debug' },
  spec: {
    podSelector: { matchLabels: { 'app.kubernetes.io/name': 'key-vault' } },
    policyTypes: ['Ingress'],
    ingress: [{}],
  },
};

describe('flowChangesOf', () => {
  it('says nothing of policies that stay as they are', () => {
    expect(flowChangesOf(healthy, spec, healthy.networkPolicies)).toEqual({
      opened: [],
      closed: [],
      rows: [],
      truncated: false,
    });
  });

  it('names what a policy that lets everybody in opens, and the rows that it breaks', () => {
    const { opened, closed, rows } = flowChangesOf(healthy, spec, [
      ...healthy.networkPolicies,
      openDoor,
    ]);
    expect(closed).toEqual([]);
    const toKeyVault = Object.fromEntries(
      opened.map(({ source, ports }) => [source, ports]),
    );
    // Those inside are still held back by their own egress.
    expect(toKeyVault).toMatchObject({
      'the internet': 'any port',
      'private addresses': 'any port',
      'pods of any other namespace': 'any port',
      Prometheus: 'any port',
    });
    expect(toKeyVault).not.toHaveProperty('Redis');
    expect(new Set(opened.map(({ destination }) => destination))).toEqual(
      new Set(['key_vault']),
    );
    expect(rows).toContainEqual(
      expect.objectContaining({
        row: 'N9',
        expectation: 'mustNotWork',
        before: 'holds',
        after: 'violated',
        explanation: expect.stringContaining('debug spec.ingress[0]'),
      }),
    );
  });

  it('names what the loss of a policy closes, by workload and declared port', () => {
    const { opened, closed } = flowChangesOf(
      healthy,
      spec,
      withPolicy(healthy, 'redis-access', () => undefined).networkPolicies,
    );
    expect(opened).toEqual([]);
    expect(closed).toContainEqual({
      source: 'Synapse (main)',
      destination: 'Redis',
      ports: 'TCP 6379, 26379',
      workloads: ['synapse-main', 'redis'],
      against: ['F4'],
    });
  });

  it('marks flows that the contract wants otherwise, though none of its rows changes', () => {
    const ajar: NetworkPolicy = {
      ...openDoor,
      spec: { ...openDoor.spec, ingress: [{ ports: [{ port: 8000 }] }] },
    };
    const drifted = {
      ...healthy,
      networkPolicies: [...healthy.networkPolicies, ajar],
    };
    const { opened, rows } = flowChangesOf(drifted, spec, [
      ...healthy.networkPolicies,
      openDoor,
    ]);

    expect(rows).toEqual([]);
    const fromOthers = opened.find(
      ({ source }) => source === 'pods of any other namespace',
    );
    expect(fromOthers?.against).toContain('N9');
    // What the contract says nothing of is no alarm.
    expect(
      opened.find(({ source }) => source === 'private addresses'),
    ).not.toHaveProperty('against');
  });

  it.each(['key-vault', 'redis', 'synapse'])(
    'marks what the connectivity matrix marks, for %s laid open',
    app => {
      const policies = [
        ...healthy.networkPolicies,
        {
          ...openDoor,
          spec: {
            ...openDoor.spec,
            podSelector: { matchLabels: { 'app.kubernetes.io/name': app } },
          },
        },
      ];
      const { cells, ends } = connectivityMatrix(
        { ...healthy, networkPolicies: policies },
        spec,
      );
      const strangers: Partial<Record<string, string>> = {
        'other-namespaces': 'pods of any other namespace',
        internet: 'the internet',
      };
      const titleOf = (id: string) =>
        strangers[id] ?? ends.find(end => end.id === id)?.title;
      const marked = flowChangesOf(healthy, spec, policies).opened.flatMap(
        ({ source, destination, against = [] }) =>
          against.map(row => `${source} → ${destination}: ${row}`),
      );
      const expected = cells.flatMap(({ source, destination, ports }) =>
        ports
          .filter(({ state }) => state === 'violation')
          .flatMap(({ rows }) =>
            rows.map(
              row => `${titleOf(source)} → ${titleOf(destination)}: ${row}`,
            ),
          ),
      );
      expect(expected.length).toBeGreaterThan(0);
      expect([...new Set(marked)].sort()).toEqual(
        [...new Set(expected)].sort(),
      );
    },
  );

  it('says why nothing can be said of a cluster that could not be read', () => {
    const reads = {
      ...healthy.reads,
      pods: { status: 'failed', message: 'timed out' },
    } as const;
    expect(
      flowChangesOf({ ...healthy, reads }, spec, healthy.networkPolicies),
    ).toMatchObject({
      opened: [],
      closed: [],
      notJudgeable: expect.stringContaining('timed out'),
    });
  });
});

describe('policiesAfterApply', () => {
  it("puts the stack's policies in place of those of their names and keeps the others", () => {
    const drifted = withPolicy(healthy, 'redis-access', policy => ({
      ...policy,
      spec: { ...policy.spec, ingress: [] },
    }));
    const live = [...drifted.networkPolicies, openDoor];
    const after = policiesAfterApply(
      { networkPolicies: live },
      renderPolicies(spec, healthy.facts),
    );
    expect(after).toHaveLength(live.length);
    expect(after).toContainEqual(openDoor);
    expect(
      after.find(({ metadata }) => metadata.name === 'redis-access')?.spec
        .ingress,
    ).not.toEqual([]);
  });

  it("takes out a bridge that was left behind, and not another Matrix cluster's", () => {
    const after = (matrixCluster: string) =>
      policiesAfterApply(
        {
          networkPolicies: [
            ...healthy.networkPolicies,
            bridgePolicy(matrixCluster, 'matrix'),
          ],
        },
        renderPolicies(spec, healthy.facts),
      ).map(({ metadata }) => metadata.name);

    expect(after(spec.name)).not.toContain(BRIDGE_POLICY);
    expect(after('another')).toContain(BRIDGE_POLICY);
  });
});
