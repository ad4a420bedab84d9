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
  ManagedFieldsEntry,
} from '@matrix-network/backstage-plugin-matrix-network-common';
import { z } from 'zod';
import { ClusterClient, KubernetesApiError } from '../cluster';
import { describeRight } from './removal/missingRight';

/** Writes for the HorizontalPodAutoscaler; people who scale do so as kubectl. */
const AUTOSCALING_MANAGER = 'kube-controller-manager';

const autoscalerKind = {
  apiVersion: 'autoscaling/v2',
  kind: 'HorizontalPodAutoscaler',
};

const autoscalerSchema = z.object({
  spec: z.object({
    scaleTargetRef: z.object({ kind: z.string(), name: z.string() }),
  }),
});

/** What is sent of an object, as far as an autoscaler has to do with it. */
export interface Scaling {
  object: KubernetesObject;
  /** The autoscaler that once set the replicas is gone: what it owned is nobody's. */
  isLeftover: boolean;
  /** Why the replicas are left alone, where it is not sure that they have to be. */
  note?: string;
}

/** Whether a field manager's entry is an autoscaler's, be it there or not. */
export function isAutoscalers({
  manager,
  subresource,
}: ManagedFieldsEntry): boolean {
  return manager === AUTOSCALING_MANAGER && subresource === 'scale';
}

/** Whether a conflict is about nothing but the replicas that an autoscaler has set. */
export function isAboutReplicas(conflict: {
  field: string;
  manager: string;
}): boolean {
  return (
    conflict.manager === AUTOSCALING_MANAGER &&
    conflict.field === '.spec.replicas'
  );
}

/**
 * The object without `spec.replicas` where an autoscaler owns that field of the
 * live one. It is the one field that is not sent as rendered. What an autoscaler
 * owned outlives it: whether there is one is asked for where that is so.
 */
export async function leaveToAutoscaler(
  object: KubernetesObject,
  live: KubernetesObject | undefined,
  options: { client: ClusterClient; signal?: AbortSignal },
): Promise<Scaling> {
  const { spec } = object;
  const wasScaled = live?.metadata.managedFields?.some(isAutoscalers);
  if (!wasScaled || typeof spec !== 'object' || spec === null) {
    return { object, isLeftover: false };
  }
  const found = await findAutoscaler(object, options);
  if (found === 'none') {
    return { object, isLeftover: true };
  }
  const fields = Object.entries(spec).filter(([field]) => field !== 'replicas');
  return {
    object: { ...object, spec: Object.fromEntries(fields) },
    isLeftover: false,
    ...(found !== 'one' && { note: found.note }),
  };
}

/** Whether an autoscaler is for the object; a note where that may not be looked up. */
async function findAutoscaler(
  { kind, metadata: { namespace, name } }: KubernetesObject,
  { client, signal }: { client: ClusterClient; signal?: AbortSignal },
): Promise<'one' | 'none' | { note: string }> {
  try {
    const all = await client.list(autoscalerKind, { namespace, signal });
    const isFor = (autoscaler: KubernetesObject) => {
      const { data } = autoscalerSchema.safeParse(autoscaler);
      const target = data?.spec.scaleTargetRef;
      return target?.kind === kind && target.name === name;
    };
    return all?.some(isFor) ? 'one' : 'none';
  } catch (error) {
    if (!(error instanceof KubernetesApiError) || error.statusCode !== 403) {
      throw error;
    }
    const right = describeRight({
      verb: 'list',
      resource: 'horizontalpodautoscalers.autoscaling',
      namespace,
    });
    return {
      note: `its replicas stay as they are: an autoscaler has set them, and the portal may not ${right} to see whether it is still there`,
    };
  }
}
