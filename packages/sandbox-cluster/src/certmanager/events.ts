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
import { timestamp } from '../controllers/conditions';
import { ControllerContext } from '../controllers/Controller';
import { EVENT } from '../controllers/kinds';
import { shortHash } from '../controllers/podTemplate';

export interface EventText {
  type: 'Normal' | 'Warning';
  reason: string;
  message: string;
}

/** Records an Event about an object; the same one again is recorded once. */
export function recordEvent(
  { state, clock }: ControllerContext,
  about: KubernetesObject,
  { type, reason, message }: EventText,
): void {
  const { namespace, name, uid } = about.metadata;
  const at = timestamp(clock.now());
  state.createIfAbsent(
    EVENT,
    {
      apiVersion: 'v1',
      kind: 'Event',
      metadata: {
        name: `${name}.${shortHash([uid, reason, message], 16)}`,
        namespace,
      },
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
      source: { component: 'cert-manager' },
    },
    'cert-manager',
  );
}
