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

import { PolicyEdit, PolicyHealth } from '../../health/Health';
import { FIELD_MANAGER } from '../../stack/types';
import { AssessContext } from '../AssessContext';
import { Check, Observation } from '../Check';
import {
  cutRows,
  flowsText,
  newlyBroken,
  openedRows,
} from '../contractRowsText';
import { list } from '../text';
import { renderedPolicies, withPolicy } from './policySets';
import { reapply } from './remedies';

/** Who wrote last, of those who wrote the edited fields. */
export function lastWriter(
  edits: readonly PolicyEdit[],
): { manager: string; time?: string } | undefined {
  const newest = [...edits].sort((a, b) =>
    (b.time ?? '').localeCompare(a.time ?? ''),
  )[0];
  return newest?.manager
    ? { manager: newest.manager, ...(newest.time && { time: newest.time }) }
    : undefined;
}

/** Edited by somebody else than the stack's own apply, as far as can be told. A later apply of other fields is no excuse. */
export function isEditedByOthers({ state, edits }: PolicyHealth): boolean {
  const managers = edits.flatMap(({ manager }) => manager ?? []);
  return (
    state === 'edited' &&
    (managers.length === 0 ||
      managers.some(manager => manager !== FIELD_MANAGER))
  );
}

function writerText(edits: readonly PolicyEdit[]): string {
  const others = edits.filter(({ manager }) => manager !== FIELD_MANAGER);
  const writer = lastWriter(others.length > 0 ? others : edits);
  if (!writer) {
    return 'Who wrote them is not recorded.';
  }
  return `Last written by ${writer.manager}${
    writer.time ? ` at ${writer.time}` : ''
  }.`;
}

/** `spec.ingress[2] was added, spec.podSelector was changed`. */
function editsText(edits: readonly PolicyEdit[]): string {
  const texts = edits.map(({ path, expected, actual }) => {
    if (expected !== undefined && actual !== undefined) {
      return `${path} was changed`;
    }
    return `${path} was ${actual === undefined ? 'taken out' : 'added'}`;
  });
  return list([...new Set(texts)]);
}

function effectOf(policy: PolicyHealth, context: AssessContext) {
  const live = context.livePolicies.get(policy.name);
  if (!live) {
    return { opened: [], cut: [] };
  }
  const asRendered = renderedPolicies(context);
  const broken = newlyBroken(
    context.judge(asRendered),
    context.judge(withPolicy(asRendered, live)),
  );
  return { opened: openedRows(broken), cut: cutRows(broken) };
}

function observe(policy: PolicyHealth, context: AssessContext): Observation {
  const { opened, cut } = effectOf(policy, context);
  const effects = [
    ...(opened.length > 0 ? [`It opens ${flowsText(opened)}.`] : []),
    ...(cut.length > 0 ? [`It cuts ${flowsText(cut)}.`] : []),
  ];
  return {
    severity: effects.length > 0 ? 'critical' : 'warning',
    subject: {
      kind: 'NetworkPolicy',
      namespace: context.snapshot.namespace,
      name: policy.name,
    },
    title: `Policy ${policy.name} was edited${
      opened.length > 0 ? ' and lets through what must be cut' : ''
    }`,
    cause: [
      `Beside what the stack renders, ${editsText(policy.edits)}.`,
      writerText(policy.edits),
      ...effects,
    ].join(' '),
    remedy: `${reapply}; it shows the conflict and asks before it takes the field back. If the edit is wanted, put it into a policy of its own, or as a row into the spec's contract.`,
    workloads: policy.workloads,
  };
}

/** A live policy means something else than the stack renders. */
export const policyEdited: Check = {
  code: 'policy-edited',
  about:
    'Every policy says what the stack renders; an edit is named by field, manager and time, with the flows it opens or cuts.',
  needs: ['networkPolicies', 'pods', 'namespaces'],
  run: context =>
    context.policies
      .filter(isEditedByOthers)
      .map(policy => observe(policy, context)),
};
