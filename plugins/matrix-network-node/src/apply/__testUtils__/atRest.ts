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
  KubernetesObject,
  OperationResult,
} from '@matrix-network/backstage-plugin-matrix-network-common';
import { setTimeout as sleep } from 'node:timers/promises';
import { ClusterClient } from '../../cluster';
import { refOf } from '../../cluster/refOf';
import { hookProductOf } from '../../stack/HookProduct';
import { untilStored } from '../removal/untilStored';
import { defaultRetryPolicy } from '../retry';

/** Deletes objects, and waits until none of them is left. */
export async function takeOut(
  client: ClusterClient,
  objects: readonly KubernetesObject[],
): Promise<void> {
  const there = objects.map(refOf);
  await Promise.all(
    there
      .filter(({ kind }) => kind === 'CustomResourceDefinition')
      .map(crd => untilStored(crd, { client, policy: defaultRetryPolicy })),
  );
  await Promise.all(there.map(ref => client.delete(ref)));
  const isLeft = async () =>
    (await Promise.all(there.map(ref => client.exists(ref)))).includes(true);
  while (await isLeft()) {
    await sleep(100);
  }
}

/** No pod runs here, so that the hooks' Jobs never make what they are for, and are made anew when they have ended. */
export function expectAtRest(
  { created, changed, unchanged, conflicts }: OperationResult,
  objects: readonly KubernetesObject[],
): void {
  expect({ changed, conflicts }).toEqual({ changed: 0, conflicts: [] });
  expect(created).toBeLessThanOrEqual(objects.filter(hookProductOf).length);
  expect(created + unchanged).toBe(objects.length);
}
