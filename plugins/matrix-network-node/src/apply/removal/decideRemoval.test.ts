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

import { KubernetesObject } from '@matrix-network/backstage-plugin-matrix-network-common';
import { ObjectIdentity } from '../../cluster';
import { decideRemoval, NeighbourInventory } from './decideRemoval';
import { InventoryEntry } from './InventoryEntry';

const policy: InventoryEntry = {
  apiVersion: 'networking.k8s.io/v1',
  kind: 'NetworkPolicy',
  namespace: 'matrix',
  name: 'sygnal-access',
  uid: 'uid-1',
  stage: 'policies',
  ownership: 'own',
};

const deployment: InventoryEntry = {
  apiVersion: 'apps/v1',
  kind: 'Deployment',
  namespace: 'cert-manager',
  name: 'cert-manager',
  stage: 'cert-manager',
  ownership: 'shared',
};

const namespace: InventoryEntry = {
  apiVersion: 'v1',
  kind: 'Namespace',
  name: 'matrix',
  stage: 'namespaces',
  ownership: 'own',
};

const secret: InventoryEntry = {
  apiVersion: 'v1',
  kind: 'Secret',
  namespace: 'matrix',
  name: 'test-tls',
  stage: 'certificates',
  ownership: 'made',
};

const ours = { manager: 'matrix-network', operation: 'Apply' };

function liveOf(
  { apiVersion, kind, namespace: within, name }: InventoryEntry,
  metadata: Partial<KubernetesObject['metadata']> = {},
): KubernetesObject {
  return {
    apiVersion,
    kind,
    metadata: {
      name,
      namespace: within,
      uid: 'uid-1',
      labels: {
        'app.kubernetes.io/managed-by': 'matrix-network',
        'matrix-network.io/matrix-cluster': 'chat-eu',
      },
      managedFields: [ours],
      ...metadata,
    },
  };
}

/** A Secret with the label that its Certificate gives it. */
const labelled = (matrixCluster: string): ObjectIdentity => ({
  uid: 'uid-1',
  labels: { 'matrix-network.io/matrix-cluster': matrixCluster },
});

function decide(
  entry: InventoryEntry,
  live: Parameters<typeof decideRemoval>[1],
  options: { also?: string[]; neighbours?: NeighbourInventory[] } = {},
) {
  return decideRemoval(entry, live, {
    matrixCluster: 'chat-eu',
    also: new Set(options.also),
    neighbours: options.neighbours ?? [],
  });
}

it('deletes what is recorded, carries our label and was applied by us: that very object', () => {
  expect(decide(policy, liveOf(policy))).toEqual({
    action: 'delete',
    uid: 'uid-1',
  });
  expect(decide(policy, undefined)).toEqual({ action: 'gone' });
});

it.each([
  [
    'without our label',
    { labels: {} },
    'It does not carry the label of chat-eu any more',
  ],
  [
    "with another Matrix cluster's label",
    { labels: { 'matrix-network.io/matrix-cluster': 'chat-us' } },
    'It does not carry the label of chat-eu any more',
  ],
  [
    'that we never applied',
    { managedFields: [{ manager: 'kubectl', operation: 'Update' }] },
    'Field manager matrix-network owns nothing of it any more',
  ],
  [
    'of which we only patched something',
    { managedFields: [{ manager: 'matrix-network', operation: 'Update' }] },
    'Field manager matrix-network owns nothing of it any more',
  ],
  [
    'that was made anew',
    { uid: 'uid-2' },
    'It is not the object that was applied: somebody has made it anew',
  ],
])('keeps an object %s, whatever its name', (_, metadata, reason) => {
  expect(decide(policy, liveOf(policy, metadata))).toEqual({
    action: 'keep',
    reason,
  });
});

it.each([
  [namespace, liveOf(namespace), 'Namespace matrix'],
  [secret, labelled('chat-eu'), 'Secret matrix/test-tls'],
  [
    { ...deployment, kind: 'CustomResourceDefinition', namespace: undefined },
    liveOf(deployment),
    'CustomResourceDefinition cert-manager',
  ],
])('deletes a $kind only by its name', (entry, live, name) => {
  expect(decide(entry, live)).toMatchObject({
    action: 'keep',
    needsWord: true,
  });
  expect(decide(entry, live, { also: ['Namespace other'] })).toMatchObject({
    action: 'keep',
  });
  expect(decide(entry, live, { also: [name] })).toMatchObject({
    action: 'delete',
  });
});

describe('a Secret that is named', () => {
  const named = { also: ['Secret matrix/test-tls'] };
  const recorded = { ...secret, uid: 'uid-1' };

  it.each([
    ['carries the label of its Certificate', secret, labelled('chat-eu')],
    ['is the recorded one', recorded, { uid: 'uid-1', labels: {} }],
    [
      'was issued anew by its Certificate',
      { ...secret, uid: 'uid-0' },
      labelled('chat-eu'),
    ],
  ])('goes where it %s: that very one', (_, entry, live) => {
    expect(decide(entry, live, named)).toEqual({
      action: 'delete',
      uid: 'uid-1',
    });
  });

  it.each([
    [
      'nothing is known of it',
      secret,
      { uid: 'uid-1', labels: {} },
      'It is not recorded which Secret was made for the stack; apply once more, so that it is known',
    ],
    [
      'it carries the label of another',
      recorded,
      { ...labelled('chat-us'), uid: 'uid-2' },
      'It is not the Secret that was made for the stack: it has been made anew since the last apply',
    ],
    [
      'somebody has made it anew',
      recorded,
      { uid: 'uid-2', labels: {} },
      'It is not the Secret that was made for the stack: it has been made anew since the last apply',
    ],
  ])('stays where %s', (_, entry, live, reason) => {
    expect(decide(entry, live, named)).toEqual({ action: 'keep', reason });
  });
});

it('keeps a Namespace that was there before, even when it is named', () => {
  const made = liveOf(namespace, {
    managedFields: [ours, { manager: 'kubectl-create', operation: 'Update' }],
  });
  expect(decide(namespace, made, { also: ['Namespace matrix'] })).toEqual({
    action: 'keep',
    reason: 'kubectl-create has made it, or changed it',
  });
});

describe('what several Matrix clusters share', () => {
  const neighbour = (
    entries: InventoryEntry[],
    needs: NeighbourInventory['needs'] = [],
  ): NeighbourInventory => ({ matrixCluster: 'chat-us', entries, needs });

  it('stays while another has put it there, too, under whatever version', () => {
    const other = { ...deployment, apiVersion: 'apps/v2' };
    expect(
      decide(deployment, liveOf(deployment), {
        neighbours: [neighbour([other])],
      }),
    ).toEqual({ action: 'keep', reason: 'Matrix cluster chat-us uses it' });
  });

  it('stays while another uses the component as it found it', () => {
    expect(
      decide(deployment, liveOf(deployment), {
        neighbours: [neighbour([policy], ['cert-manager'])],
      }),
    ).toMatchObject({ action: 'keep' });
  });

  it('goes when the component of the other does not have it any more', () => {
    const newer = { ...deployment, name: 'cert-manager-webhook' };
    expect(
      decide(deployment, liveOf(deployment), {
        neighbours: [neighbour([newer], ['cert-manager'])],
      }),
    ).toMatchObject({ action: 'delete' });
  });

  it('stays while it is not known what another has', () => {
    expect(
      decide(deployment, liveOf(deployment), { neighbours: [neighbour([])] }),
    ).toMatchObject({
      action: 'keep',
      reason: expect.stringContaining('chat-us'),
    });
    expect(
      decide(policy, liveOf(policy), { neighbours: [neighbour([])] }),
    ).toMatchObject({ action: 'delete' });
  });
});
