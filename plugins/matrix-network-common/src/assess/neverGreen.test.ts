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

import { NetworkPolicyPeer } from '../kubernetes/types';
import { Snapshot } from '../snapshot/Snapshot';
import { workload } from '../workloads/catalogue';
import { assess } from './assess';
import {
  aSpec,
  networkPlugin,
  now,
  perfectSnapshot,
  unread,
  withHandWritten,
  withPods,
} from './__testUtils__/snapshotBuilder';

const spec = aSpec();
const vault = { matchLabels: workload('key-vault').selector };
const isVault = ({ labels }: Snapshot['pods'][number]) =>
  Object.entries(vault.matchLabels).every(
    ([key, value]) => labels[key] === value,
  );

/** A pod of the namespace that nobody knows. */
function withStranger(snapshot: Snapshot): Snapshot {
  const like = snapshot.pods.find(isVault);
  if (!like) {
    throw new Error('the snapshot has no key_vault');
  }
  const stranger = {
    ...like,
    name: 'debug',
    labels: { app: 'debug' },
    ips: ['10.244.0.77'],
    ports: [],
  };
  return { ...snapshot, pods: [...snapshot.pods, stranger] };
}

const intoVault = (snapshot: Snapshot, ...from: NetworkPolicyPeer[]) =>
  withHandWritten(snapshot, 'into-vault', {
    podSelector: vault,
    policyTypes: ['Ingress'],
    ingress: [{ from }],
  });

const fromVault = (...to: NetworkPolicyPeer[]) =>
  withHandWritten(perfectSnapshot(), 'from-vault', {
    podSelector: vault,
    policyTypes: ['Egress'],
    egress: [{ to }],
  });

const block = (cidr: string): NetworkPolicyPeer => ({ ipBlock: { cidr } });

function strangerAdmitted(): Snapshot {
  const stranger = { matchLabels: { app: 'debug' } };
  return withHandWritten(
    intoVault(withStranger(perfectSnapshot()), { podSelector: stranger }),
    'stranger-out',
    { podSelector: stranger, policyTypes: ['Egress'], egress: [{}] },
  );
}

const healthOf = (snapshot: Snapshot) => assess(snapshot, spec, { now });

const vaultOf = (snapshot: Snapshot) =>
  healthOf(snapshot).workloads.find(({ id }) => id === 'key-vault')?.status;

describe('key_vault is not said to be well', () => {
  it.each<[string, string, Snapshot]>([
    ['N9', 'a pod that nobody knows gets in', strangerAdmitted()],
    [
      'N9',
      'a private network gets in',
      intoVault(perfectSnapshot(), block('192.168.0.0/16')),
    ],
    [
      'N9',
      'the nodes get in',
      intoVault(perfectSnapshot(), block('192.168.10.0/24')),
    ],
    [
      'N10',
      "it gets to the cloud's metadata",
      fromVault(block('169.254.169.254/32')),
    ],
    ['N10', 'it gets to a private network', fromVault(block('172.16.0.0/12'))],
    [
      'N10',
      'it gets to part of the internet',
      fromVault(block('192.0.64.0/18')),
    ],
    [
      'N10',
      'it gets to pods of its namespace',
      withHandWritten(fromVault({ podSelector: {} }), 'all-in', {
        podSelector: {},
        policyTypes: ['Ingress'],
        ingress: [{}],
      }),
    ],
  ])('%s: where %s', (row, _, snapshot) => {
    const health = healthOf(snapshot);

    expect(health.status).toBe('failing');
    expect(health.contract.find(each => each.row === row)?.outcome).toBe(
      'violated',
    );
    expect(vaultOf(snapshot)).toBe('failing');
  });

  it('where a pod of it is on the host network', () => {
    const snapshot = withPods(perfectSnapshot(), pod =>
      isVault(pod) ? { ...pod, hostNetwork: true } : pod,
    );
    const rows = healthOf(snapshot).contract.filter(({ row }) =>
      ['N8', 'N9', 'N10'].includes(row),
    );

    expect(rows.map(({ outcome }) => outcome)).toEqual([
      'notJudgeable',
      'notJudgeable',
      'notJudgeable',
    ]);
    expect(vaultOf(snapshot)).not.toBe('healthy');
  });

  it('where one of its pods is on the host network, and another is closed', () => {
    const snapshot = perfectSnapshot();
    const vaults = snapshot.pods.filter(isVault);
    const onHost = {
      ...vaults[0],
      name: 'key-vault-on-host',
      hostNetwork: true,
      ips: ['192.168.10.11'],
    };
    const mixed = { ...snapshot, pods: [...snapshot.pods, onHost] };

    const row = healthOf(mixed).contract.find(each => each.row === 'N9');
    expect(row).toMatchObject({ outcome: 'notJudgeable', isUnproven: true });
    expect(healthOf(mixed).findings).toContainEqual(
      expect.objectContaining({
        code: 'contract-not-judgeable',
        severity: 'warning',
        workloads: expect.arrayContaining(['key-vault']),
      }),
    );
  });

  it('where none of its pods is known by its labels, and the rest runs', () => {
    const snapshot = withPods(perfectSnapshot(), pod =>
      isVault(pod) ? { ...pod, labels: { app: 'key-vault' } } : pod,
    );

    expect(healthOf(snapshot).status).not.toBe('healthy');
    expect(healthOf(snapshot).findings).toContainEqual(
      expect.objectContaining({
        code: 'contract-not-judgeable',
        severity: 'warning',
      }),
    );
  });

  it('where nobody enforces policies', () => {
    const flannel = perfectSnapshot(spec, {
      controllers: [
        networkPlugin('kube-flannel-ds', {
          namespace: 'kube-flannel',
          podLabels: { app: 'flannel' },
          images: ['docker.io/flannel/flannel:v0.25.1'],
        }),
      ],
    });

    expect(vaultOf(flannel)).toBe('failing');
    const [first] = flannel.pods.filter(
      ({ namespace }) => namespace !== flannel.namespace,
    );
    const labelled = {
      ...first,
      namespace: 'team-x',
      labels: { 'k8s-app': 'calico-node' },
    };
    const disguised = {
      ...flannel,
      pods: [...flannel.pods.filter(pod => pod !== first), labelled],
    };
    expect(vaultOf(disguised)).toBe('failing');
  });

  it('where namespaces could not be read', () => {
    expect(vaultOf(unread(perfectSnapshot(), 'namespaces'))).toBe('unknown');
  });

  it('where a later apply of the stack hides an edit', () => {
    const snapshot = perfectSnapshot();
    const name = 'key-vault-isolation';
    const edited = {
      ...snapshot,
      networkPolicies: snapshot.networkPolicies.map(policy =>
        policy.metadata.name === name
          ? {
              ...policy,
              metadata: {
                ...policy.metadata,
                managedFields: [
                  {
                    manager: 'kubectl-edit',
                    operation: 'Update',
                    time: '2026-11-20T00:00:00Z',
                    fieldsV1: { 'f:spec': { 'f:ingress': {} } },
                  },
                  {
                    manager: 'matrix-network',
                    operation: 'Apply',
                    time: '2026-11-21T00:00:00Z',
                    fieldsV1: { 'f:spec': { 'f:egress': {} } },
                  },
                ],
              },
              spec: { ...policy.spec, ingress: [{}], egress: [] },
            }
          : policy,
      ),
    };

    const codes = healthOf(edited)
      .findings.filter(({ subject }) => subject.name === name)
      .map(({ code }) => code);
    expect(codes).toContain('policy-edited');
    expect(codes).not.toContain('policy-outdated');
  });

  it('where an edit comes with addresses, and those of the nodes are not known', () => {
    const snapshot = perfectSnapshot();
    const edited = {
      ...snapshot,
      networkPolicies: snapshot.networkPolicies.map(policy =>
        policy.metadata.name === 'key-vault-isolation'
          ? {
              ...policy,
              spec: {
                ...policy.spec,
                ingress: [
                  ...(policy.spec.ingress ?? []),
                  {
                    from: [
                      { podSelector: { matchLabels: { app: 'debug' } } },
                      block('192.168.0.0/16'),
                    ],
                  },
                ],
              },
            }
          : policy,
      ),
    };

    expect(
      healthOf(unread(edited, 'nodes')).policies.find(
        ({ name }) => name === 'key-vault-isolation',
      )?.state,
    ).toBe('edited');
  });
});

it('knows the DNS of OpenShift by its own place and labels', () => {
  const openShift = aSpec({ network: { openShiftDns: true } });

  const health = assess(perfectSnapshot(openShift), openShift, { now });

  expect(
    health.contract.filter(({ outcome }) => outcome === 'violated'),
  ).toEqual([]);
});

describe('the namespace is not said to be closed', () => {
  it("where somebody else's pod is labelled as Prometheus", () => {
    const snapshot = perfectSnapshot();
    const prometheus = snapshot.pods.find(
      ({ namespace }) => namespace === spec.monitoring.prometheusNamespace,
    );
    const disguised = withHandWritten(
      {
        ...snapshot,
        namespaces: [
          ...snapshot.namespaces,
          { name: 'evil', labels: { 'kubernetes.io/metadata.name': 'evil' } },
        ],
        pods: [
          ...snapshot.pods,
          {
            ...snapshot.pods[0],
            ...prometheus,
            namespace: 'evil',
            labels: workload('prometheus').podLabels,
            ips: ['10.244.0.78'],
          },
        ],
      },
      'open',
      {
        podSelector: { matchLabels: workload('redis').selector },
        policyTypes: ['Ingress'],
        ingress: [
          {
            from: [
              {
                namespaceSelector: {
                  matchLabels: { 'kubernetes.io/metadata.name': 'evil' },
                },
              },
            ],
          },
        ],
      },
    );

    expect(
      healthOf(disguised).contract.find(({ row }) => row === 'N19')?.outcome,
    ).toBe('violated');
  });

  it.each(['postgresql', 'redis', 'synapse-li'] as const)(
    'where addresses get to %s',
    id => {
      const snapshot = withHandWritten(perfectSnapshot(), 'open', {
        podSelector: { matchLabels: workload(id).selector },
        policyTypes: ['Ingress'],
        ingress: [
          {
            from: [{ ipBlock: { cidr: '0.0.0.0/0', except: ['10.0.0.0/8'] } }],
          },
        ],
      });
      const full = aSpec({ workloads: { lawfulInterception: true } });

      const health = assess({ ...snapshot, matrixCluster: full.name }, full, {
        now,
      });

      expect(health.contract.find(({ row }) => row === 'N19')?.outcome).toBe(
        'violated',
      );
      expect(health.status).toBe('failing');
    },
  );
});
