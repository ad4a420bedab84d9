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

import { LabelSelector, NetworkPolicy } from '../kubernetes/types';
import { Snapshot } from '../snapshot/Snapshot';
import { ContractRow } from './ContractRow';
import {
  healthySnapshot,
  livePod,
  specOf,
  withPolicy,
} from './__testUtils__/deployment';
import { judgeContract, verifyContract } from './verifyContract';

const spec = specOf();
const healthy = healthySnapshot(spec);

function rowOf(snapshot: Snapshot, id: string) {
  const row = verifyContract(snapshot, spec).find(
    ({ row: found }) => found === id,
  );
  if (!row) {
    throw new Error(`no row ${id}`);
  }
  return row;
}

function violatedIn(snapshot: Snapshot): string[] {
  return verifyContract(snapshot, spec)
    .filter(({ outcome }) => outcome === 'violated')
    .map(({ row }) => row);
}

function extraPolicy(
  name: string,
  policySpec: Partial<NetworkPolicy['spec']>,
): Snapshot {
  return {
    ...healthy,
    networkPolicies: [
      ...healthy.networkPolicies,
      {
        apiVersion: 'networking.k8s.io/v1',
        kind: 'NetworkPolicy',
        metadata: { namespace: 'matrix', name },
        spec: { podSelector: {}, ...policySpec },
      },
    ],
  };
}

function relabel(
  workload: string,
  labels: Record<string, string | undefined>,
): Snapshot {
  return {
    ...healthy,
    pods: healthy.pods.map(pod =>
      pod.name.startsWith(workload)
        ? {
            ...pod,
            labels: Object.fromEntries(
              Object.entries({ ...pod.labels, ...labels }).flatMap(
                ([key, value]) => (value === undefined ? [] : [[key, value]]),
              ),
            ),
          }
        : pod,
    ),
  };
}

/** The policy as it would be with every label selector of its peers changed. */
function mapNamespaceSelectors(
  policy: NetworkPolicy,
  change: (selector: LabelSelector) => LabelSelector,
): NetworkPolicy {
  const peer = (one: { namespaceSelector?: LabelSelector }) =>
    one.namespaceSelector
      ? { ...one, namespaceSelector: change(one.namespaceSelector) }
      : one;
  return {
    ...policy,
    spec: {
      ...policy.spec,
      ingress: policy.spec.ingress?.map(rule => ({
        ...rule,
        from: rule.from?.map(peer),
      })),
      egress: policy.spec.egress?.map(rule => ({
        ...rule,
        to: rule.to?.map(peer),
      })),
    },
  };
}

describe('a healthy deployment', () => {
  it.each([
    ['as the spec has it by default', specOf()],
    [
      'with HAProxy and Sygnal',
      specOf({ workloads: { haproxy: true, sygnal: true } }),
    ],
    [
      'without the optional workloads',
      specOf({
        workloads: {
          lawfulInterception: false,
          liveKit: false,
          antivirus: false,
          syncSystem: false,
        },
      }),
    ],
    [
      'with the LI database subscribed to the main one',
      specOf({ network: { liReplicationFromMain: true } }),
    ],
    ['in a namespace of another name', specOf({ namespace: 'chat' })],
  ])('violates no row %s', (_, one) => {
    const rows = verifyContract(healthySnapshot(one), one);
    expect(rows.filter(({ outcome }) => outcome === 'violated')).toEqual([]);
    expect(
      rows.filter(({ outcome }) => outcome === 'holds').length,
    ).toBeGreaterThan(25);
  });

  it('explains why a row holds by the rules that allow it', () => {
    expect(rowOf(healthy, 'F6').explanation).toBe(
      'matrix/synapse-main-0 to matrix/key-vault-0: Allowed on TCP 8000: synapse-main-egress spec.egress[3].to[0] allows egress; key-vault-isolation spec.ingress[0].from[0] allows ingress.',
    );
  });

  it('leaves out rows that do not apply to the spec', () => {
    const without = specOf({ workloads: { lawfulInterception: false } });
    const rows = verifyContract(healthySnapshot(without), without).map(
      ({ row }) => row,
    );
    expect(rows).not.toContain('N1');
    expect(rows).toContain('N8');
  });
});

describe('faults', () => {
  it('without default-deny-all the pods that nothing else selects are open', () => {
    const violated = violatedIn(
      withPolicy(healthy, 'default-deny-all', () => undefined),
    );
    expect(violated).toEqual(expect.arrayContaining(['N19']));
  });

  it('an empty policy beside the others opens what must be closed, and is named', () => {
    const open = extraPolicy('debug', {
      ingress: [{}],
      egress: [{}],
    });
    expect(violatedIn(open)).toEqual(
      expect.arrayContaining(['N8', 'N9', 'N11', 'N19']),
    );
    expect(rowOf(open, 'N9').explanation).toContain('debug spec.ingress[0]');
    expect(rowOf(open, 'N8').explanation).toContain('debug spec.egress[0]');
  });

  it('a policy for egress alone leaves key_vault closed', () => {
    expect(
      violatedIn(extraPolicy('out', { policyTypes: ['Egress'], egress: [{}] })),
    ).not.toContain('N8');
  });

  it('A1: DNS by the namespace label `name` cuts off name resolution', () => {
    const faulty = withPolicy(healthy, 'allow-dns', policy =>
      mapNamespaceSelectors(policy, () => ({
        matchLabels: { name: 'kube-system' },
      })),
    );
    expect(rowOf(faulty, 'F1')).toMatchObject({ outcome: 'violated' });
    expect(rowOf(faulty, 'F1').explanation).toContain(
      'should work but does not. Denied: allow-dns',
    );
  });

  it('A3: without the node-local address NodeLocal DNS fails', () => {
    const faulty = withPolicy(healthy, 'allow-dns', policy => ({
      ...policy,
      spec: {
        ...policy.spec,
        egress: policy.spec.egress
          ?.map(rule => ({
            ...rule,
            to: rule.to?.filter(({ ipBlock }) => !ipBlock),
          }))
          .filter(({ to }) => to?.length),
      },
    }));
    expect(violatedIn(faulty)).toEqual(['F2']);
  });

  it('A4: without the expose label the ingress controller reaches nothing', () => {
    expect(
      violatedIn(
        relabel('element-web', { 'app.kubernetes.io/expose': undefined }),
      ),
    ).toContain('F14');
  });

  it('A6: a rule without `to` leads federation into private networks', () => {
    const faulty = withPolicy(healthy, 'synapse-main-egress', policy => ({
      ...policy,
      spec: {
        ...policy.spec,
        egress: [...(policy.spec.egress ?? []), { ports: [{ port: 443 }] }],
      },
    }));
    expect(violatedIn(faulty)).toEqual(expect.arrayContaining(['N15']));
    expect(rowOf(faulty, 'N15').explanation).toMatch(
      /to 10\.0\.0\.0 is open\. Allowed on TCP 443/,
    );
  });

  it('one private block left out of `except` is found, whichever it is', () => {
    const faulty = withPolicy(healthy, 'synapse-main-egress', policy => ({
      ...policy,
      spec: {
        ...policy.spec,
        egress: policy.spec.egress?.map(rule => ({
          ...rule,
          to: rule.to?.map(({ ipBlock, ...peer }) =>
            ipBlock
              ? {
                  ...peer,
                  ipBlock: {
                    ...ipBlock,
                    except: ipBlock.except?.filter(
                      text => text !== '169.254.0.0/16',
                    ),
                  },
                }
              : peer,
          ),
        })),
      },
    }));
    expect(rowOf(faulty, 'N15').explanation).toContain('169.254.0.0');
  });

  it.each([
    ['A7', 'redis-access', ['F35']],
    ['A7', 'minio-access', ['F31', 'F32']],
  ])(
    '%s: %s without egress cuts the replicas off from each other',
    (_, name, rows) => {
      const faulty = withPolicy(healthy, name, policy => ({
        ...policy,
        spec: { ...policy.spec, policyTypes: ['Ingress'], egress: undefined },
      }));
      expect(violatedIn(faulty)).toEqual(rows);
    },
  );

  it('A21: Prometheus as two peers instead of one admits all of its namespace', () => {
    const faulty = withPolicy(healthy, 'allow-prometheus-scraping', policy => ({
      ...policy,
      spec: {
        ...policy.spec,
        ingress: policy.spec.ingress?.map(rule => ({
          ...rule,
          from: rule.from?.flatMap(({ namespaceSelector, podSelector }) => [
            { namespaceSelector },
            { podSelector },
          ]),
        })),
      },
    }));
    const violated = violatedIn({
      ...faulty,
      pods: [
        ...faulty.pods,
        livePod(900, 'monitoring', 'grafana', { app: 'grafana' }),
      ],
    });
    expect(violated).toContain('N19');
  });

  it('A25: the scrape label on key_vault does not open it, by expression', () => {
    expect(
      violatedIn(
        relabel('key-vault', {
          'prometheus.io/scrape': 'true',
          'app.kubernetes.io/expose': 'true',
        }),
      ),
    ).toEqual([]);
  });

  it('a policy at the other end counts, in whichever namespace it is', () => {
    const closed: NetworkPolicy = {
      apiVersion: 'networking.k8s.io/v1',
      kind: 'NetworkPolicy',
      metadata: { namespace: 'kube-system', name: 'dns-closed' },
      spec: { podSelector: {}, policyTypes: ['Ingress'] },
    };
    const row = rowOf({ ...healthy, otherNetworkPolicies: [closed] }, 'F1');
    expect(row.outcome).toBe('violated');
    expect(row.explanation).toContain('dns-closed selects the destination');
  });
});

describe('rows given by hand', () => {
  const row: ContractRow = {
    id: 'T1',
    expectation: 'mustNotWork',
    source: 'any client',
    destination: 'LiveKit',
    ports: 'every port but its media ports',
    why: 'test',
    flows: [
      {
        sources: [{ kind: 'anyClient' }],
        destinations: [{ kind: 'workload', workload: 'livekit' }],
        ports: {
          kind: 'every',
          except: [
            { port: 7881, protocol: 'TCP' },
            { port: 50000, endPort: 50009, protocol: 'UDP' },
          ],
        },
      },
    ],
    policies: [],
    origin: 'test',
    appliesTo: () => true,
  };

  it('find the part of a range that an exception leaves over', () => {
    const [judgement] = judgeContract(healthy, spec, [row]);
    expect(judgement.outcome).toBe('violated');
    expect(
      judgement.violations.map(({ flow }) => `${flow.protocol} ${flow.port}`),
    ).toContain('UDP 50010');
    expect(judgement.violations.length).toBeLessThanOrEqual(20);
  });
});
