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
  Stage,
  StageId,
} from '@matrix-network/backstage-plugin-matrix-network-common';

/** The one object of a kind and name; a test that expects it fails by name without it. */
export function find(
  objects: readonly KubernetesObject[],
  kind: string,
  name: string,
): KubernetesObject {
  const found = objects.filter(
    object => object.kind === kind && object.metadata.name === name,
  );
  if (found.length !== 1) {
    throw new Error(`${found.length} objects are ${kind} ${name}, expected 1`);
  }
  return found[0];
}

export function stageOf(stack: Stack, id: StageId): Stage {
  const stage = stack.stages.find(each => each.id === id);
  if (!stage) {
    throw new Error(`The stack has no stage ${id}`);
  }
  return stage;
}

export function allObjects(stack: Stack): KubernetesObject[] {
  return stack.stages.flatMap(({ objects }) => objects);
}
