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

import { setTimeout as delay } from 'node:timers/promises';
import { AdminRequest } from './adminRequest';

interface PodList {
  items: { metadata: { name: string; namespace: string } }[];
}

/**
 * Binds each pod that has no node to the next of the given ones: all that a
 * scheduler has to do for KWOK's nodes. Ends when the signal fires.
 */
export async function runScheduler(
  request: AdminRequest,
  nodes: string[],
  signal: AbortSignal,
): Promise<void> {
  let next = 0;
  while (!signal.aborted) {
    const pods = await request<PodList>(
      'GET',
      '/api/v1/pods?fieldSelector=spec.nodeName%3D',
    ).catch(() => ({ items: [] }));
    for (const { metadata } of pods.items) {
      const node = nodes[next % nodes.length];
      next += 1;
      await request(
        'POST',
        `/api/v1/namespaces/${metadata.namespace}/pods/${metadata.name}/binding`,
        {
          apiVersion: 'v1',
          kind: 'Binding',
          metadata: { name: metadata.name },
          target: { apiVersion: 'v1', kind: 'Node', name: node },
        },
      ).catch(() => undefined); // It was deleted in between, or is bound by now.
    }
    await delay(100, undefined, { signal }).catch(() => undefined);
  }
}
