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
  Stage,
  Wait,
} from '@matrix-network/backstage-plugin-matrix-network-common';

/**
 * The waits of a stage: those that the stages after it need, and kinds of which
 * none of them has an object, which may come about meanwhile.
 */
export function splitWaits(
  { waits }: Stage,
  later: readonly Stage[],
): { needed: Wait[]; spare: Wait[] } {
  const objects = later.flatMap(stage => stage.objects);
  const isSpare = (wait: Wait) =>
    wait.kind === 'crdEstablished' && !objects.some(isOfKind(wait.serves));
  return {
    needed: waits.filter(wait => !isSpare(wait)),
    spare: waits.filter(isSpare),
  };
}

function isOfKind(kinds: Extract<Wait, { kind: 'crdEstablished' }>['serves']) {
  return (object: KubernetesObject) =>
    kinds.some(
      ({ apiVersion, kind }) =>
        object.apiVersion === apiVersion && object.kind === kind,
    );
}
