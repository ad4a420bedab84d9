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

import { describeFlowChanges } from '../contract/describeFlowChanges';
import { PlannedObject, PlannedRemoval, StackPlan } from './StackPlan';

/** Lines of each kind that are given; more are counted. */
const MAX_LINES = 60;
/** Fields of one object that are given. */
const MAX_FIELDS = 10;

function bounded(lines: string[]): string[] {
  const more = lines.length - MAX_LINES;
  return more > 0
    ? [...lines.slice(0, MAX_LINES), `  and ${more} more`]
    : lines;
}

function fieldsOf(count: number): string {
  return count === 1 ? 'field' : 'fields';
}

function objectLines(planned: PlannedObject): string[] {
  const { object, note } = planned;
  return [
    ...actionLines(planned),
    ...(note === undefined ? [] : [`  i ${object}: ${note}`]),
  ];
}

function actionLines({ object, plan }: PlannedObject): string[] {
  switch (plan.action) {
    case 'create':
      return [
        `  + ${object}${
          plan.offline === undefined ? '' : ` (not asked: ${plan.offline})`
        }`,
      ];
    case 'change': {
      const shown = plan.fields
        .slice(0, MAX_FIELDS)
        .map(
          ({ field, before = 'nothing', after = 'nothing' }) =>
            `      ${field}: ${before} → ${after}`,
        );
      const more = plan.fields.length - shown.length + plan.moreFields;
      return [
        `  ~ ${object}${plan.fields.length === 0 ? ' (ownership only)' : ''}`,
        ...shown,
        ...(more > 0 ? [`      and ${more} more fields`] : []),
      ];
    }
    case 'conflict': {
      const more = plan.conflicts.length - MAX_FIELDS;
      return [
        ...plan.conflicts
          .slice(0, MAX_FIELDS)
          .map(
            ({ field, manager }) =>
              `  ! ${object}: ${field} belongs to ${manager}`,
          ),
        ...(more > 0
          ? [`  ! ${object}: and ${more} more ${fieldsOf(more)}`]
          : []),
      ];
    }
    case 'undecided':
      return [`  ? ${object}: ${plan.reason}`];
    case 'refused':
      return [`  ✘ ${object} would be refused: ${plan.reason}`];
    case 'unchanged':
      return [];
    default: {
      const unknown: never = plan;
      return [JSON.stringify(unknown)];
    }
  }
}

function removalLine(removal: PlannedRemoval): string[] {
  const { object, action, reason, forbidden } = removal;
  switch (action) {
    case 'delete':
      return [
        forbidden
          ? `  ✘ ${object} may not be deleted: the portal lacks ${forbidden.verb} on ${forbidden.resource}`
          : `  - ${object}`,
      ];
    case 'keep':
      return [`  · ${object} is kept: ${reason}`];
    default:
      return [];
  }
}

/**
 * A plan as lines of text, for a log or a terminal.
 *
 * @param options - `removals: 'unknown'` where no earlier applies are recorded, so that none is no answer
 * @public
 */
export function describePlan(
  plan: StackPlan,
  options: { removals?: 'known' | 'unknown' } = {},
): string {
  const { counts, uses, neighbours } = plan;
  const removals =
    options.removals === 'unknown'
      ? 'what a prune would delete is not known here'
      : `${counts.remove} that a prune would delete`;
  return [
    `${counts.create} to create, ${counts.change} to change, ${counts.unchanged} unchanged, ${counts.conflict} in conflict, ${counts.refused} refused, ${counts.undecided} undecided, ${removals}`,
    ...uses.map(
      ({ component, version, namespace, owner }) =>
        `${component} ${version} in namespace ${namespace} is used as it is; it is managed by ${owner}`,
    ),
    ...(neighbours.length > 0
      ? [
          `The ingress controller and cert-manager are shared with ${neighbours.join(
            ', ',
          )}`,
        ]
      : []),
    ...bounded(plan.objects.flatMap(objectLines)),
    ...bounded(plan.removals.flatMap(removalLine)),
    describeFlowChanges(plan.flowChanges),
  ].join('\n');
}
