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
} from '@matrix-network/backstage-plugin-matrix-network-common';
import { inLanes, inOrder } from './inOrder';
import { stagesNeeding } from './stageNeeds';

/** The API server makes an object of its own for a Service's address: it takes long, and little work. */
const slowKinds = ['Service'];

/**
 * Of the objects of a stage that may go in now, the one with the higher number
 * goes first: it is how many steps have to come one after another once it is in,
 * so that all is busy to the end, and nothing is waited for there.
 */
export function urgencyOf(
  stage: Stage,
  stages: readonly Stage[],
  /** Names of the CustomResourceDefinitions that a later stage has objects of. */
  neededLater: ReadonlySet<string>,
): (object: KubernetesObject) => number {
  const lanes = inLanes(stage.objects, neededLater);
  const behind = stepsBehind(stage, stages);
  const steps = new Map<KubernetesObject, number>();
  for (const lane of lanes) {
    lane.forEach((group, index) =>
      group.forEach(object => steps.set(object, lane.length - 1 - index)),
    );
  }
  const longest = Math.max(0, ...lanes.map(lane => lane.length));
  const stepsAfter = (object: KubernetesObject) =>
    // A kind has to be served, too, before anybody can go on with it.
    isKindOf(neededLater, object) ? longest : steps.get(object) ?? 0;
  return object =>
    behind + stepsAfter(object) + (slowKinds.includes(object.kind) ? 0.5 : 0);
}

/** Steps of the stages that come one after another once this one is through. */
function stepsBehind(stage: Stage, stages: readonly Stage[]): number {
  const ways = stagesNeeding(stage, stages).map(
    each => inOrder(each.objects).length + stepsBehind(each, stages),
  );
  return Math.max(0, ...ways);
}

function isKindOf(
  names: ReadonlySet<string>,
  { kind, metadata }: KubernetesObject,
): boolean {
  return kind === 'CustomResourceDefinition' && names.has(metadata.name);
}
