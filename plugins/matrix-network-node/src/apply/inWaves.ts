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
  Stage,
  StageId,
} from '@matrix-network/backstage-plugin-matrix-network-common';

/**
 * Stages that need each other's Namespaces at most: what allows traffic, and the
 * two components. Each waits for pods to start, and none for another's.
 * `policies` only allow; what denies is a stage of its own, after all others.
 */
const independent: readonly StageId[] = [
  'policies',
  'ingress-controller',
  'cert-manager',
];

/** Stages in waves: those of one wave go in side by side, each wave after the one before. */
export function inWaves(stages: readonly Stage[]): Stage[][] {
  const waves: Stage[][] = [];
  for (const stage of stages) {
    const last = waves[waves.length - 1];
    if (last && joins(stage, last)) {
      last.push(stage);
    } else {
      waves.push([stage]);
    }
  }
  return waves;
}

function joins(stage: Stage, wave: readonly Stage[]): boolean {
  return (
    independent.includes(stage.id) &&
    wave.every(({ id }) => id !== stage.id && independent.includes(id))
  );
}
