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

import { Snapshot } from '@matrix-network/backstage-plugin-matrix-network-common';
import { readObjects } from '../input/readObjects';
import { defaultSpec } from '../input/specFile';
import { assertWasRead } from './assertWasRead';
import { snapshotOfObjects } from './snapshotOfObjects';

const ADMIN_POLICY_CRD = 'adminnetworkpolicies.policy.networking.k8s.io';
const forbidden = {
  status: 'forbidden',
  verb: 'list',
  resource: ADMIN_POLICY_CRD,
} as const;

function check(
  reads: Snapshot['reads'],
  customResourceDefinitions: string[] = [],
): () => void {
  const snapshot = snapshotOfObjects(
    readObjects([]),
    [],
    defaultSpec(),
    new Date(0),
  );
  return () =>
    assertWasRead(
      {
        ...snapshot,
        reads: { ...snapshot.reads, ...reads },
        customResourceDefinitions,
      },
      'context prod',
    );
}

describe('assertWasRead', () => {
  it('needs AdminNetworkPolicies where the cluster has their kind, or may have', () => {
    const message = `its user may not list ${ADMIN_POLICY_CRD} in all namespaces`;
    const reads = { adminNetworkPolicies: forbidden };
    expect(
      check({ ...reads, customResourceDefinitions: { status: 'ok' } }, [
        ADMIN_POLICY_CRD,
      ]),
    ).toThrow(message);
    expect(check(reads)).toThrow(message);
    expect(
      check({ ...reads, customResourceDefinitions: { status: 'ok' } }),
    ).not.toThrow();
    expect(
      check({ adminNetworkPolicies: { status: 'notInstalled' } }),
    ).not.toThrow();
  });

  it('names every reason at once', () => {
    expect(
      check({
        pods: { ...forbidden, resource: 'pods', namespace: 'matrix' },
        networkPolicies: { status: 'failed', message: 'etcd is down' },
      }),
    ).toThrow(
      'context prod cannot be judged: its user may not list pods in namespace matrix; networkPolicies could not be read: etcd is down',
    );
  });
});
