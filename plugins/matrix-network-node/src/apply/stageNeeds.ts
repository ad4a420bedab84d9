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
import { allThrough } from './allThrough';

/**
 * Earlier stages that a stage does not need; all others it does. What allows
 * traffic and the two components need each other's Namespaces at most, and what
 * is issued by cert-manager needs its kinds and its webhook; a certificate waits
 * for its issuer by itself, but for one that changes. `policies` only allow; what denies is a stage of its
 * own, after all that flows go through. No flow goes through a certificate: one
 * that does not come keeps nothing open.
 */
const needless: Partial<Readonly<Record<StageId, readonly StageId[]>>> = {
  'ingress-controller': ['policies'],
  'cert-manager': ['policies', 'ingress-controller'],
  issuers: ['policies', 'ingress-controller'],
  certificates: ['issuers'],
  monitoring: [
    'policies',
    'ingress-controller',
    'cert-manager',
    'issuers',
    'certificates',
  ],
  'default-deny': ['cert-manager', 'issuers', 'certificates', 'monitoring'],
};

/**
 * Earlier stages that are through before a stage's waits begin: an issuer that
 * fails says more than its certificates that do not come. Where they change what
 * is there, also before its objects go in: an issuer that is ready signs at once,
 * by what it was.
 */
const waitsAfter: Partial<Readonly<Record<StageId, readonly StageId[]>>> = {
  certificates: ['issuers'],
};

/** The stages that are to be through before this one's waits begin. */
export function awaitedStages(stage: Stage, stages: readonly Stage[]): Stage[] {
  return stages.filter(({ id }) => waitsAfter[stage.id]?.includes(id));
}

/** The stages before this one that have to be through before it begins. */
export function stageNeeds(stage: Stage, stages: readonly Stage[]): Stage[] {
  const withoutNeed = needless[stage.id] ?? [];
  return stages
    .slice(0, stages.indexOf(stage))
    .filter(({ id }) => !withoutNeed.includes(id));
}

/** The stages that do not begin before this one is through. */
export function stagesNeeding(stage: Stage, stages: readonly Stage[]): Stage[] {
  return stages
    .slice(stages.indexOf(stage) + 1)
    .filter(later => stageNeeds(later, stages).includes(stage));
}

/** How many stages have to come one after another once this one is through. */
export function stagesBehind(stage: Stage, stages: readonly Stage[]): number {
  const ways = stagesNeeding(stage, stages).map(
    each => 1 + stagesBehind(each, stages),
  );
  return Math.max(0, ...ways);
}

/**
 * Runs each stage as soon as those that it needs are through, others side by side,
 * of which the one that most stages wait for begins first. A run is given what
 * comes about when its waits may begin.
 * @throws the error of a stage that failed; nothing that needs it was run
 */
export async function runByNeeds(
  stages: readonly Stage[],
  run: (stage: Stage, mayWait: () => Promise<unknown>) => Promise<void>,
): Promise<void> {
  const runs = new Map<Stage, Promise<void>>();
  const behind = (stage: Stage) => stagesBehind(stage, stages);
  // A stage has more behind it than any that needs it, so that its run is known here.
  const longestFirst = [...stages].sort(
    (one, other) => behind(other) - behind(one),
  );
  for (const stage of longestFirst) {
    const needed = stageNeeds(stage, stages).map(each => runs.get(each));
    const mayWait = () =>
      Promise.all(awaitedStages(stage, stages).map(each => runs.get(each)));
    runs.set(
      stage,
      Promise.all(needed).then(() => run(stage, mayWait)),
    );
  }
  await allThrough([...runs.values()]);
}
