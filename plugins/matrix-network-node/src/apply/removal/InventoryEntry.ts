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
  Stack,
  STACK_LABEL,
  StageId,
} from '@matrix-network/backstage-plugin-matrix-network-common';
import { z } from 'zod';
import { refOf } from '../../cluster/refOf';
import { hookProductOf, SecretName } from '../../stack/HookProduct';
import { describeObject } from '../describeObject';

/**
 * An object that a stack put on a cluster, as it is recorded. `own` belongs to
 * one Matrix cluster; `shared` to all of its Kubernetes cluster; `made` is a
 * Secret that a component makes on the stack's behalf.
 * @public
 */
export interface InventoryEntry {
  apiVersion: string;
  kind: string;
  namespace?: string;
  name: string;
  /** Of the stored object, where it is known. */
  uid?: string;
  stage: StageId;
  ownership: 'own' | 'shared' | 'made';
}

/** `NetworkPolicy matrix/redis-access` @public */
export function describeEntry({
  kind,
  namespace,
  name,
}: Pick<InventoryEntry, 'kind' | 'namespace' | 'name'>): string {
  return describeObject({ kind, metadata: { namespace, name } });
}

/** Tells entries apart: a kind's version may change between releases. @public */
export function entryKey(
  entry: Pick<InventoryEntry, 'apiVersion' | 'kind' | 'namespace' | 'name'>,
): string {
  const [group, version] = entry.apiVersion.split('/');
  return [
    version === undefined ? '' : group,
    entry.kind,
    entry.namespace ?? '',
    entry.name,
  ].join('/');
}

/** One object of a stack, as it is recorded. @public */
export function inventoryEntryOf(
  stage: StageId,
  object: KubernetesObject,
  uid?: string,
): InventoryEntry {
  return {
    ...refOf(object),
    // A Job that is a hook is made anew now and then.
    ...(uid && !hookProductOf(object) && { uid }),
    stage,
    ownership: object.metadata.labels?.[STACK_LABEL] ? 'own' : 'shared',
  };
}

/** Everything that a stack puts on a cluster, Secrets that are made for it included. @public */
export function inventoryOf(stack: Stack): InventoryEntry[] {
  return stack.stages.flatMap(({ id, objects }) =>
    objects.flatMap(object => [
      inventoryEntryOf(id, object),
      ...secretOf(object).map(
        ({ namespace, name }): InventoryEntry => ({
          apiVersion: 'v1',
          kind: 'Secret',
          namespace,
          name,
          stage: id,
          ownership: 'made',
        }),
      ),
    ]),
  );
}

const certificateSchema = z.object({
  kind: z.literal('Certificate'),
  metadata: z.object({ namespace: z.string() }),
  spec: z.object({ secretName: z.string() }),
});

/** The Secret that comes into being because of an object: by a hook, or of a Certificate. */
function secretOf(object: KubernetesObject): SecretName[] {
  const product = hookProductOf(object);
  if (product?.kind === 'Secret') {
    return [product];
  }
  const secret = secretOfCertificate(object);
  return secret ? [secret] : [];
}

/** The Secret into which cert-manager puts a Certificate; `undefined` for other objects. */
export function secretOfCertificate(
  object: KubernetesObject,
): SecretName | undefined {
  const { data: certificate } = certificateSchema.safeParse(object);
  return (
    certificate && {
      namespace: certificate.metadata.namespace,
      name: certificate.spec.secretName,
    }
  );
}
