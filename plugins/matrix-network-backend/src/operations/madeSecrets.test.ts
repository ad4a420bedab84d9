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
  InventoryEntry,
  ObjectIdentity,
} from '@matrix-network/backstage-plugin-matrix-network-node';
import { fakeClient } from '../__testUtils__/fakes';
import { secretUids, withoutForeignSecrets } from './madeSecrets';

const secret = (name: string): InventoryEntry => ({
  apiVersion: 'v1',
  kind: 'Secret',
  namespace: 'matrix',
  name,
  stage: 'certificates',
  ownership: 'made',
});

const policy: InventoryEntry = {
  apiVersion: 'networking.k8s.io/v1',
  kind: 'NetworkPolicy',
  namespace: 'matrix',
  name: 'redis-access',
  stage: 'policies',
  ownership: 'own',
};

/** A cluster with these Secrets. */
const clusterWith = (secrets: Record<string, ObjectIdentity | Error>) => ({
  client: {
    ...fakeClient('sandbox'),
    identify: async ({ kind, name }: { kind: string; name: string }) => {
      const found = kind === 'Secret' ? secrets[name] : { labels: {} };
      if (found instanceof Error) {
        throw found;
      }
      return found;
    },
  },
  signal: new AbortController().signal,
});

const labelOf = (matrixCluster: string) => ({
  'matrix-network.io/matrix-cluster': matrixCluster,
});

describe('Secrets that were there before the stack', () => {
  const left = async (
    secrets: Record<string, ObjectIdentity | Error>,
    known: InventoryEntry[] = [],
  ) =>
    (
      await withoutForeignSecrets([policy, secret('test-tls')], known, {
        matrixCluster: 'chat-eu',
        ...clusterWith(secrets),
      })
    ).map(({ name }) => name);

  it('are not recorded', async () => {
    await expect(
      left({ 'test-tls': { uid: 'uid-1', labels: {} } }),
    ).resolves.toEqual(['redis-access']);
    await expect(
      left({ 'test-tls': { uid: 'uid-1', labels: labelOf('chat-us') } }),
    ).resolves.toEqual(['redis-access']);
  });

  it('are not those that are recorded already, or carry the label of the stack', async () => {
    const all = ['redis-access', 'test-tls'];

    await expect(
      left({ 'test-tls': { uid: 'uid-1', labels: {} } }, [secret('test-tls')]),
    ).resolves.toEqual(all);
    await expect(
      left({ 'test-tls': { uid: 'uid-1', labels: labelOf('chat-eu') } }),
    ).resolves.toEqual(all);
  });

  it('are not those that are still to be made, or may not be looked up', async () => {
    const all = ['redis-access', 'test-tls'];

    await expect(left({})).resolves.toEqual(all);
    await expect(left({ 'test-tls': new Error('forbidden') })).resolves.toEqual(
      all,
    );
  });
});

it('finds the uids of Secrets, as far as they can be looked up', async () => {
  const uids = await secretUids(
    [policy, ...['a', 'b', 'c'].map(secret)],
    clusterWith({
      a: { uid: 'uid-a', labels: {} },
      b: new Error('forbidden'),
    }),
  );

  expect([...uids]).toEqual([['Secret matrix/a', 'uid-a']]);
});
