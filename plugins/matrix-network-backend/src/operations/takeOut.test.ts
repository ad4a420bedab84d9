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
  RemovalStep,
} from '@matrix-network/backstage-plugin-matrix-network-node';
import { fakeClient } from '../__testUtils__/fakes';
import { takeOut } from './takeOut';

const place = { matrixCluster: 'chat-eu', kubernetesCluster: 'sandbox' };
const policy = (name: string): InventoryEntry => ({
  apiVersion: 'networking.k8s.io/v1',
  kind: 'NetworkPolicy',
  namespace: 'matrix',
  name,
  stage: 'policies',
  ownership: 'own',
});
const bridge = policy('matrix-network-bridge');
const redis = policy('redis-access');
const steps: RemovalStep[] = [
  { entry: redis, decision: { action: 'delete' } },
  { entry: bridge, decision: { action: 'gone' } },
];

it('records what stands in while policies go, so that one that is left behind is known', async () => {
  const recorded = new Set([redis.name]);
  const failed = takeOut({
    engine: {
      remove: async ({ onRemoved }) => {
        expect([...recorded].sort()).toEqual([bridge.name, redis.name]);
        onRemoved?.(redis);
        throw new Error('ended half-way');
      },
    },
    inventory: {
      intend: async (_, entries) =>
        entries.forEach(({ name }) => recorded.add(name)),
      remove: async (_, entries) =>
        entries.forEach(({ name }) => recorded.delete(name)),
    },
    client: fakeClient('sandbox'),
    place,
    steps,
    decidedBy: { matrixCluster: 'chat-eu', neighbours: [] },
    signal: new AbortController().signal,
    progress: () => {},
  });

  await expect(failed).rejects.toThrow('ended half-way');
  expect([...recorded]).toEqual([bridge.name]);
});
