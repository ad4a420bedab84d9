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

import { z } from 'zod';
import { ClusterClient, KindRef, ObjectRef } from '../../cluster';
import { RetryPolicy, withRetry } from '../retry';

const crdSchema = z.object({
  spec: z.object({
    group: z.string(),
    names: z.object({ kind: z.string() }),
    versions: z.array(z.object({ name: z.string(), served: z.boolean() })),
  }),
});

/**
 * Waits until the objects of a CustomResourceDefinition's kind can be listed, so
 * that it can be deleted. kube-apiserver 1.36 leaves one that is deleted within
 * moments of its creation terminating until the server is restarted ("could not
 * list instances: storage is (re)initializing"). A kind that can't be listed for
 * another reason is not waited for: the deletion says what is amiss.
 */
export async function untilStored(
  crd: ObjectRef,
  {
    client,
    ...options
  }: { client: ClusterClient; policy: RetryPolicy; signal?: AbortSignal },
): Promise<void> {
  const { signal } = options;
  const listAll = async () => {
    for (const kind of await servedKinds(crd, client, signal)) {
      await client.list(kind, { fieldSelector: 'metadata.name=none', signal });
    }
  };
  try {
    await withRetry(listAll, options);
  } catch {
    signal?.throwIfAborted();
  }
}

async function servedKinds(
  crd: ObjectRef,
  client: ClusterClient,
  signal?: AbortSignal,
): Promise<KindRef[]> {
  const { data } = crdSchema.safeParse(await client.get(crd, { signal }));
  if (!data) {
    return [];
  }
  const { group, names, versions } = data.spec;
  return versions
    .filter(({ served }) => served)
    .map(({ name }) => ({ apiVersion: `${group}/${name}`, kind: names.kind }));
}
