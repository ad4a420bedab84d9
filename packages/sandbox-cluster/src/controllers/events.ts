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
import { ApiError } from '../store/ApiError';
import { timestamp } from './conditions';
import { Controller, ControllerContext, keyOf } from './Controller';
import { EVENT } from './kinds';
import { shortHash } from './podTemplate';

const LIFETIME_MS = 3_600_000;

export interface EventText {
  type: 'Normal' | 'Warning';
  reason: string;
  message: string;
  /** Events of one key are one, counted; their newest message stays. Default: the message. */
  key?: string;
}

/**
 * Records an Event about an object; the same one again adds to its count. Where
 * the API server takes none (the namespace is going), nothing else depends on it.
 */
export function recordEvent(
  context: ControllerContext,
  component: string,
  about: KubernetesObject,
  text: EventText,
): void {
  try {
    writeEvent(context, component, about, text);
  } catch (error) {
    if (!(error instanceof ApiError)) {
      throw error;
    }
  }
}

function writeEvent(
  { state, clock }: ControllerContext,
  component: string,
  about: KubernetesObject,
  { type, reason, message, key = message }: EventText,
): void {
  const { namespace, name, uid } = about.metadata;
  const at = timestamp(clock.now());
  const eventName = `${name}.${shortHash([uid, reason, key], 16)}`;
  const before = state.get(EVENT, namespace, eventName);
  if (before) {
    state.update(
      {
        ...before,
        message,
        count: (before.count ?? 1) + 1,
        lastTimestamp: at,
      },
      component,
    );
    return;
  }
  state.create(
    {
      apiVersion: 'v1',
      kind: 'Event',
      metadata: { name: eventName, namespace },
      involvedObject: {
        apiVersion: about.apiVersion,
        kind: about.kind,
        namespace,
        name,
        uid,
      },
      type,
      reason,
      message,
      count: 1,
      firstTimestamp: at,
      lastTimestamp: at,
      source: { component },
      reportingComponent: component,
    },
    component,
  );
}

/**
 * Events go after an hour, as on a real cluster, once what they are about is
 * gone. Those of objects that are still there stay: the demo's certificates tell
 * their history by them for as long as it runs.
 */
export const eventExpiry: Controller = {
  name: 'event-expiry',
  keysFor: ({ object, type }) =>
    object.kind === 'Event' && type === 'ADDED' ? [keyOf(object)] : [],
  reconcile({ namespace, name }, { state, clock }) {
    const event = state.get(EVENT, namespace, name);
    if (!event) {
      return undefined;
    }
    const age = clock.now().getTime() - Date.parse(event.lastTimestamp ?? '');
    if (age < LIFETIME_MS) {
      return { requeueAfterMs: LIFETIME_MS - age };
    }
    const { apiVersion, kind, name: about, uid } = event.involvedObject;
    const group = apiVersion?.includes('/') ? apiVersion.split('/')[0] : '';
    const object = state.get(
      { group, kind: kind ?? '', apiVersion: apiVersion ?? '' },
      event.involvedObject.namespace,
      about ?? '',
    );
    if (object?.metadata.uid === uid) {
      return { requeueAfterMs: LIFETIME_MS };
    }
    state.remove(EVENT, namespace, name);
    return undefined;
  },
};
