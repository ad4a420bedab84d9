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
import { Snapshot } from '../snapshot/Snapshot';
import { healthySnapshot, specOf } from './__testUtils__/deployment';
import { verifyContract } from './verifyContract';

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

describe('what cannot be judged never holds', () => {
  it.each([
    ['pods', 'pods'],
    ['networkPolicies', 'NetworkPolicies'],
    ['adminNetworkPolicies', 'AdminNetworkPolicies'],
  ] as const)('when %s could not be read', (source, title) => {
    const rows = verifyContract(
      {
        ...healthy,
        reads: {
          ...healthy.reads,
          [source]: { status: 'forbidden', verb: 'list', resource: source },
        },
      },
      spec,
    );
    expect(new Set(rows.map(({ outcome }) => outcome))).toEqual(
      new Set(['notJudgeable']),
    );
    expect(rows[0].explanation).toBe(
      `Not read from the cluster: ${title}: may not list ${source}.`,
    );
  });

  it('when nothing at all was read', () => {
    const rows = verifyContract({ ...healthy, reads: {} }, spec);
    expect(new Set(rows.map(({ outcome }) => outcome))).toEqual(
      new Set(['notJudgeable']),
    );
  });

  it('unless the cluster is known not to have the kind', () => {
    const snapshot: Snapshot = {
      ...healthy,
      reads: {
        ...healthy.reads,
        customResourceDefinitions: { status: 'ok' },
        adminNetworkPolicies: {
          status: 'forbidden',
          verb: 'list',
          resource: 'adminnetworkpolicies',
        },
      },
    };
    expect(rowOf(snapshot, 'N8').outcome).toBe('holds');
  });

  it('namespaces are needed only where a policy asks for more than their name', () => {
    const unread: Snapshot = {
      ...healthy,
      namespaces: [],
      reads: {
        ...healthy.reads,
        namespaces: { status: 'failed', message: 'timed out' },
      },
    };
    expect(rowOf(unread, 'N8').outcome).toBe('holds');
    const asking = extraPolicy('team', {
      ingress: [
        { from: [{ namespaceSelector: { matchLabels: { team: 'a' } } }] },
      ],
    });
    expect(
      rowOf({ ...asking, reads: unread.reads }, 'N8').explanation,
    ).toContain('namespaces: timed out');
  });

  it('without a pod of the workload, naming the selector that matched nothing', () => {
    const without: Snapshot = {
      ...healthy,
      pods: healthy.pods.filter(({ name }) => !name.startsWith('key-vault')),
    };
    expect(rowOf(without, 'N8')).toMatchObject({
      outcome: 'notJudgeable',
      explanation:
        'No pod of namespace matrix carries app.kubernetes.io/name=key-vault,app.kubernetes.io/component=recovery-key-storage,matrix.instance=main.',
    });
  });

  it('with host-network pods at an end', () => {
    const host: Snapshot = {
      ...healthy,
      pods: healthy.pods.map(pod =>
        pod.name.startsWith('redis') ? { ...pod, hostNetwork: true } : pod,
      ),
    };
    const row = rowOf(host, 'F4');
    expect(row.outcome).toBe('notJudgeable');
    expect(row.explanation).toContain("on its node's network");
  });

  it('pods that have ended are no pods', () => {
    const ended: Snapshot = {
      ...healthy,
      pods: healthy.pods.map(pod =>
        pod.name.startsWith('redis')
          ? { ...pod, phase: 'Succeeded' as const }
          : pod,
      ),
    };
    expect(rowOf(ended, 'F4').outcome).toBe('notJudgeable');
  });
});
