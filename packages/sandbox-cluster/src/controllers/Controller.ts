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
import { WatchEvent } from '../store/ObjectStore';
import { Clock } from './Clock';
import { ClusterState } from './ClusterState';

/** The object that a controller brings into its wished-for state. */
export interface ObjectKey {
  namespace?: string;
  name: string;
}

export interface ControllerContext {
  state: ClusterState;
  clock: Clock;
  /** How long one visible step takes (a container starting, an order settling), in ms. */
  delayMs: number;
}

/** What a reconcile comes to: nothing more to do, or another look after a while. */
export type ReconcileResult = void | { requeueAfterMs: number };

/**
 * One control loop. `reconcile` reads the state and makes it one step more as it
 * should be; it is idempotent, and never runs twice at a time for one key.
 */
export interface Controller {
  name: string;
  /** Objects to look at because of this change. */
  keysFor(event: WatchEvent, context: ControllerContext): ObjectKey[];
  reconcile(
    key: ObjectKey,
    context: ControllerContext,
  ): ReconcileResult | Promise<ReconcileResult>;
}

/** The key of an object itself. */
export function keyOf(object: KubernetesObject): ObjectKey {
  return { namespace: object.metadata.namespace, name: object.metadata.name };
}

/** The key of the object's controller when that is of this kind; for work on owned objects. */
export function ownerKey(object: KubernetesObject, kind: string): ObjectKey[] {
  return (object.metadata.ownerReferences ?? [])
    .filter(reference => reference.controller && reference.kind === kind)
    .map(reference => ({
      namespace: object.metadata.namespace,
      name: reference.name,
    }));
}

/** Keys of the object itself when it is of the kind, or of its owner of that kind. */
export function selfOrOwner(object: KubernetesObject, kind: string) {
  return object.kind === kind ? [keyOf(object)] : ownerKey(object, kind);
}
