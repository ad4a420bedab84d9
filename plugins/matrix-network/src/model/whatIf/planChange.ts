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
  NetworkPolicy,
  NetworkSnapshot,
  policiesAfterApply,
  renderPolicies,
  StackSpec,
} from '@matrix-network/backstage-plugin-matrix-network-common';
import { readPolicies } from './readPolicies';
import { readSpec } from './readSpec';
import { TextProblem } from './readYaml';

/** A change that somebody wants to see the effect of. */
export type Change =
  | { kind: 'reapply' }
  | { kind: 'spec'; text: string }
  | { kind: 'policy'; name: string; text: string }
  | { kind: 'removal'; name: string }
  | { kind: 'addition'; text: string };

/** The policies that there would be, or why there are none to judge. */
export type PlannedChange =
  | {
      policies: readonly NetworkPolicy[];
      /** What the change is held against: the edited spec brings its own contract. */
      spec: StackSpec;
      /** What somebody should know beside the flows. */
      notes: readonly string[];
    }
  | { problems: readonly TextProblem[] }
  /** There is nothing yet. */
  | { nothing: string };

interface Situation {
  network: NetworkSnapshot;
  spec: StackSpec;
}

/** Policies that the stack put there and would not put there any more; an apply deletes nothing. */
function leftBehind(
  { network, spec }: Situation,
  next: StackSpec,
): readonly string[] {
  const namesFor = (one: StackSpec) =>
    renderPolicies(one, network.facts).map(({ metadata }) => metadata.name);
  const after = new Set(namesFor(next));
  const live = new Set(
    network.networkPolicies.map(({ metadata }) => metadata.name),
  );
  return namesFor(spec).filter(name => !after.has(name) && live.has(name));
}

function afterApply(
  { network, spec }: Situation,
  next: StackSpec,
): PlannedChange {
  const left = leftBehind({ network, spec }, next);
  return {
    policies: policiesAfterApply(network, renderPolicies(next, network.facts)),
    spec: next,
    notes:
      left.length > 0
        ? [
            `${left.join(
              ', ',
            )} would stay on the cluster: applying deletes nothing.`,
          ]
        : [],
  };
}

/** A text that is judged as a spec. */
function changedSpec(situation: Situation, text: string): PlannedChange {
  const read = readSpec(text, situation.spec, situation.network.facts);
  if ('problems' in read) {
    return read;
  }
  const planned = afterApply(situation, read.spec);
  return 'notes' in planned
    ? {
        ...planned,
        notes: [
          ...planned.notes,
          ...read.warnings.map(({ field, message }) => `${field}: ${message}`),
        ],
      }
    : planned;
}

function changedPolicy(
  { network, spec }: Situation,
  name: string,
  text: string,
): PlannedChange {
  const read = readPolicies(text, network.namespace);
  if ('problems' in read) {
    return read;
  }
  const names = read.policies.map(({ metadata }) => metadata.name);
  const others = network.networkPolicies.filter(
    ({ metadata }) => metadata.name !== name && !names.includes(metadata.name),
  );
  return {
    policies: [...others, ...read.policies],
    spec,
    notes: names.includes(name)
      ? replacedNotes(
          network,
          names.filter(one => one !== name),
        )
      : [`${name} would be gone: the text has another name.`],
  };
}

function replacedNotes(
  { networkPolicies }: NetworkSnapshot,
  names: readonly string[],
): string[] {
  return names
    .filter(name =>
      networkPolicies.some(({ metadata }) => metadata.name === name),
    )
    .map(name => `${name} is on the cluster already: it would be replaced.`);
}

function added({ network, spec }: Situation, text: string): PlannedChange {
  if (text.trim() === '') {
    return { nothing: 'Paste or write a policy to see what it changes.' };
  }
  const read = readPolicies(text, network.namespace);
  if ('problems' in read) {
    return read;
  }
  return {
    policies: policiesAfterApply(network, read.policies),
    spec,
    notes: replacedNotes(
      network,
      read.policies.map(({ metadata }) => metadata.name),
    ),
  };
}

/** The policies that a change would lead to. */
export function planChange(
  change: Change,
  situation: Situation,
): PlannedChange {
  const { network, spec } = situation;
  switch (change.kind) {
    case 'reapply':
      return afterApply(situation, spec);
    case 'spec':
      return changedSpec(situation, change.text);
    case 'policy':
      return changedPolicy(situation, change.name, change.text);
    case 'removal':
      return {
        policies: network.networkPolicies.filter(
          ({ metadata }) => metadata.name !== change.name,
        ),
        spec,
        notes: [],
      };
    default:
      return added(situation, change.text);
  }
}
