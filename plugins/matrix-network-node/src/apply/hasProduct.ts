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
import { ClusterClient, ObjectRef } from '../cluster';
import { HookProduct, SecretName } from '../stack/HookProduct';
import { isFieldSet } from './fieldSets';
import { LiveObjects } from './LiveObjects';
import { checkWait } from './waits';

interface Options {
  client: ClusterClient;
  /** What was read a moment ago, where that will do. */
  live?: Pick<LiveObjects, 'identify'>;
  signal?: AbortSignal;
}

/** Asks for the Secret's existence only, never for what is in it. */
export async function hasProduct(
  product: HookProduct,
  options: Options,
): Promise<boolean> {
  const { client, live = client, signal } = options;
  if (product.kind === 'Secret') {
    return (await live.identify(refOf(product), { signal })) !== undefined;
  }
  const name = product.webhookConfiguration;
  const wait = {
    kind: 'webhookReady',
    configurationKind: 'ValidatingWebhookConfiguration',
    name,
  } as const;
  const { state } = await checkWait(wait, client, { signal });
  return state === 'done' && !(await isCaOutdated(product, options));
}

/** A Secret that has been made anew since, or will be, has another CA. */
async function isCaOutdated(
  product: Extract<HookProduct, { kind: 'CaBundle' }>,
  { client, signal }: Options,
): Promise<boolean> {
  const secret = await client.identify(refOf(product.secret), { signal });
  if (!secret) {
    return true;
  }
  const configuration = await client.get(
    {
      apiVersion: 'admissionregistration.k8s.io/v1',
      kind: 'ValidatingWebhookConfiguration',
      name: product.webhookConfiguration,
    },
    { signal },
  );
  const writes = configuration ? caWrites(configuration) : [];
  const madeAt = Date.parse(secret.createdAt ?? '');
  return writes.length > 0 && Math.max(...writes) < madeAt;
}

function refOf({ namespace, name }: SecretName): ObjectRef {
  return { apiVersion: 'v1', kind: 'Secret', namespace, name };
}

/** When each of those who own a CA of the configuration has last written to it. */
function caWrites({ metadata }: KubernetesObject): number[] {
  return (metadata.managedFields ?? [])
    .filter(({ fieldsV1 }) => hasField(fieldsV1, 'f:caBundle'))
    .map(({ time }) => Date.parse(time ?? ''));
}

function hasField(set: unknown, key: string): boolean {
  return (
    isFieldSet(set) &&
    (key in set || Object.values(set).some(below => hasField(below, key)))
  );
}
