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
  ApplyConflict,
  FIELD_MANAGER,
  KubernetesObject,
  PlannedAction,
} from '@matrix-network/backstage-plugin-matrix-network-common';
import { ClusterClient, isTransient, KubernetesApiError } from '../cluster';
import { isTerminatingNamespace } from '../cluster/isTerminatingNamespace';
import { refOf } from '../cluster/refOf';
import { isOurs } from '../stack/isOurs';
import { withoutGivenUp } from './adoptFields';
import { isBeingDeleted } from './beingDeleted';
import { conflictsIn, foreignOwner } from './conflicts';
import { explainNodePort } from './explainNodePort';
import { fieldChanges } from './fieldChanges';
import { ownerOf } from './fieldOwners';
import { isUnchanged } from './isUnchanged';
import {
  isAboutReplicas,
  leaveToAutoscaler,
  Scaling,
} from './leaveToAutoscaler';

interface PlanObjectOptions {
  client: ClusterClient;
  /** The user's word that fields of others may be taken over. */
  force: boolean;
  signal?: AbortSignal;
}

/** What is planned for an object, and what is to be known of it. */
export interface Planned {
  plan: PlannedAction;
  note?: string;
}

/** Controllers write to a new object, several of them in a row. */
const MAX_LOOKS = 5;

/**
 * Asks the server what an apply would do to an object that is there; nothing is
 * stored. Transient errors are thrown, for the caller to try again.
 */
export async function planChange(
  object: KubernetesObject,
  live: KubernetesObject,
  options: PlanObjectOptions,
): Promise<Planned> {
  try {
    return await planOver(object, live, options, MAX_LOOKS);
  } catch (error) {
    return {
      plan: whatErrorMeans(
        await explainNodePort(error, object, options),
        object,
      ),
    };
  }
}

/**
 * Asks the server whether it would take a new object; nothing is stored. What
 * its own stack has yet to bring, a Namespace or a kind, is planned offline.
 */
export async function planCreation(
  object: KubernetesObject,
  options: PlanObjectOptions,
): Promise<PlannedAction> {
  try {
    await dryRun(object, options);
    return { action: 'create' };
  } catch (error) {
    const missing = whatIsMissing(error, object);
    return missing === undefined
      ? whatErrorMeans(await explainNodePort(error, object, options), object)
      : { action: 'create', offline: missing };
  }
}

/** What others have written since `live` was read is no change of ours: it is read again then. */
async function planOver(
  object: KubernetesObject,
  live: KubernetesObject,
  options: PlanObjectOptions,
  looks: number,
): Promise<Planned> {
  if (isBeingDeleted(live)) {
    const offline = 'it is being deleted now, and made anew once it is gone';
    return { plan: { action: 'create', offline } };
  }
  const foreign = options.force ? undefined : foreignOwner(object, live);
  if (foreign) {
    const fields = await fieldsOfOthers(object, live, foreign, options);
    return { plan: { action: 'conflict', conflicts: [...foreign, ...fields] } };
  }
  const scaling = await leaveToAutoscaler(object, live, options);
  const after = await dryRunOver(scaling, options);
  const left =
    options.force || isOurs(live) ? await adopted(live, after, options) : after;
  const { note } = scaling;
  if (isUnchanged(live, left)) {
    return { plan: { action: 'unchanged' }, note };
  }
  // A dry run stores nothing, and answers with the version that it was made over.
  const isOld =
    after.metadata.resourceVersion !== live.metadata.resourceVersion;
  if (!isOld || looks <= 1) {
    return { plan: { action: 'change', ...fieldChanges(live, left) }, note };
  }
  const { client, signal } = options;
  const now = await client.get(refOf(object), { signal });
  return now
    ? planOver(object, now, options, looks - 1)
    : { plan: await planCreation(object, options) };
}

/**
 * The values of a foreign object that taking it over would change, and whose they
 * are, for whoever has to decide on it. Where the server does not say, the object
 * as a whole is a conflict all the same.
 */
async function fieldsOfOthers(
  object: KubernetesObject,
  live: KubernetesObject,
  [whole]: readonly ApplyConflict[],
  options: PlanObjectOptions,
): Promise<ApplyConflict[]> {
  const forced = { ...options, force: true };
  try {
    const scaling = await leaveToAutoscaler(object, live, options);
    const after = await dryRun(scaling.object, forced);
    const left = await adopted(live, after, forced);
    return fieldChanges(live, left)
      .fields.filter(({ before }) => before !== undefined)
      .map(({ field }) => ({
        object: whole.object,
        field: `.${field}`,
        manager: ownerOf(live, field) ?? whole.manager,
      }));
  } catch {
    options.signal?.throwIfAborted();
    return [];
  }
}

/**
 * What the engine's own creation wrote is nobody else's: an apply adopts it first.
 * Nor is what an autoscaler has left behind.
 */
async function dryRunOver(
  { object, isLeftover }: Scaling,
  options: PlanObjectOptions,
): Promise<KubernetesObject> {
  try {
    return await dryRun(object, options);
  } catch (error) {
    const isNobodys = conflictsIn(error, object)?.every(
      conflict =>
        conflict.manager === FIELD_MANAGER ||
        (isLeftover && isAboutReplicas(conflict)),
    );
    if (!isNobodys) {
      throw error;
    }
    return dryRun(object, { ...options, force: true });
  }
}

/** A dry run does not see fields go that an apply adopts first: that is tried out on its own. */
async function adopted(
  live: KubernetesObject,
  after: KubernetesObject,
  { client, force, signal }: PlanObjectOptions,
): Promise<KubernetesObject> {
  const left = withoutGivenUp(live, after, { takesOver: force });
  if (isUnchanged(after, left)) {
    return after;
  }
  // The server may fill in again what goes.
  return client.patch(refOf(live), [{ op: 'replace', path: '', value: left }], {
    fieldManager: FIELD_MANAGER,
    dryRun: true,
    signal,
  });
}

function dryRun(
  object: KubernetesObject,
  { client, force, signal }: PlanObjectOptions,
): Promise<KubernetesObject> {
  return client.apply(object, {
    fieldManager: FIELD_MANAGER,
    force,
    dryRun: true,
    signal,
  });
}

function whatErrorMeans(
  error: unknown,
  object: KubernetesObject,
): PlannedAction {
  const conflicts = conflictsIn(error, object);
  if (conflicts) {
    return { action: 'conflict', conflicts };
  }
  const passes: boolean = isTransient(error);
  if (error instanceof KubernetesApiError && !passes) {
    return error.statusCode === 404
      ? { action: 'undecided', reason: error.message }
      : { action: 'refused', reason: error.message };
  }
  throw error;
}

/** What a refused dry run says is not there yet. */
function whatIsMissing(
  error: unknown,
  { apiVersion, kind, metadata }: KubernetesObject,
): string | undefined {
  if (!(error instanceof KubernetesApiError)) {
    return undefined;
  }
  if (isTerminatingNamespace(error)) {
    return `Namespace ${metadata.namespace} is being deleted now`;
  }
  if (error.statusCode !== 404) {
    return undefined;
  }
  return /namespaces? "[^"]*" not found/i.test(error.message)
    ? `Namespace ${metadata.namespace} does not exist yet`
    : `the cluster does not serve kind ${kind} of ${apiVersion} yet`;
}
