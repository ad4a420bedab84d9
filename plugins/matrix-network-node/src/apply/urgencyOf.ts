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
import { stagesBehind } from './stageNeeds';

const neededKind = 2;
const ordinary = 1;
const spareKind = 0;
const ranks = 3;

/**
 * Of a stage's objects that may go in now, the one with the higher number goes
 * first, so that nothing is waited for at the end: what the most stages wait for,
 * one after another, and of one stage the kinds that they have objects of.
 */
export function urgencyOf(
  stage: Stage,
  stages: readonly Stage[],
  /** Names of the CustomResourceDefinitions that a later stage has objects of. */
  neededLater: ReadonlySet<string>,
): (object: KubernetesObject) => number {
  const behind = stagesBehind(stage, stages);
  const rankOf = ({ kind, metadata }: KubernetesObject) => {
    if (kind !== 'CustomResourceDefinition') {
      return ordinary;
    }
    return neededLater.has(metadata.name) ? neededKind : spareKind;
  };
  return object => behind * ranks + rankOf(object);
}
