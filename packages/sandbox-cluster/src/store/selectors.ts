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

import { isObject, objectAt, stringAt } from '../schema/json';
import { badRequest } from './ApiError';

export type Requirement =
  | { key: string; operator: 'exists' | 'absent' }
  | { key: string; operator: 'in' | 'notin'; values: string[] };

const keyPattern = '[A-Za-z0-9](?:[A-Za-z0-9._/-]*[A-Za-z0-9])?';
const setPattern = new RegExp(
  `^(${keyPattern})\\s+(in|notin)\\s*\\(([^()]*)\\)$`,
);
const equalsPattern = new RegExp(
  `^(${keyPattern})\\s*(==|=|!=)\\s*([A-Za-z0-9._-]*)$`,
);
const existsPattern = new RegExp(`^(!?)\\s*(${keyPattern})$`);

/** Parses `app=web,tier in (a,b),!legacy`. */
export function parseLabelSelector(selector: string): Requirement[] {
  return splitOutsideParentheses(selector).map(parseRequirement);
}

export function matchesLabels(
  requirements: readonly Requirement[],
  object: unknown,
): boolean {
  const labels = objectAt(object, 'metadata', 'labels');
  return requirements.every(requirement => {
    const value = labels[requirement.key];
    switch (requirement.operator) {
      case 'exists':
        return value !== undefined;
      case 'absent':
        return value === undefined;
      case 'in':
        return typeof value === 'string' && requirement.values.includes(value);
      default:
        return !(
          typeof value === 'string' && requirement.values.includes(value)
        );
    }
  });
}

export interface FieldRequirement {
  path: string[];
  operator: '=' | '!=';
  value: string;
}

/** Fields beyond name and namespace that lists may select by, per kind, as in the API. */
const selectableFields: Readonly<Record<string, readonly string[]>> = {
  Pod: [
    'spec.nodeName',
    'spec.restartPolicy',
    'spec.schedulerName',
    'spec.serviceAccountName',
    'spec.hostNetwork',
    'status.phase',
    'status.podIP',
    'status.nominatedNodeName',
  ],
  Event: [
    'involvedObject.kind',
    'involvedObject.namespace',
    'involvedObject.name',
    'involvedObject.uid',
    'involvedObject.apiVersion',
    'involvedObject.resourceVersion',
    'involvedObject.fieldPath',
    'regarding.kind',
    'regarding.namespace',
    'regarding.name',
    'regarding.uid',
    'reason',
    'reportingComponent',
    'source',
    'type',
  ],
  Namespace: ['status.phase'],
  Secret: ['type'],
  Service: ['spec.clusterIP', 'spec.type'],
  Node: ['spec.unschedulable'],
  Job: ['status.successful'],
  ReplicaSet: ['status.replicas'],
};

/** Parses `metadata.name=x,status.phase!=Running`; 400 for fields that cannot be selected by. */
export function parseFieldSelector(
  selector: string,
  kind: string,
): FieldRequirement[] {
  const allowed = [
    'metadata.name',
    'metadata.namespace',
    ...(selectableFields[kind] ?? []),
  ];
  return selector
    .split(',')
    .filter(Boolean)
    .map(part => {
      const match = /^([^=!]+)(!=|==|=)(.*)$/.exec(part);
      if (!match) {
        throw badRequest(
          `invalid selector: '${part}'; can't understand '${part}'`,
        );
      }
      const [, field, operator, value] = match;
      if (!allowed.includes(field)) {
        throw badRequest(
          selectableFields[kind]
            ? `field label not supported: ${field}`
            : `${JSON.stringify(
                field,
              )} is not a known field selector: only "metadata.name", "metadata.namespace"`,
        );
      }
      return {
        path: field.split('.'),
        operator: operator === '!=' ? '!=' : '=',
        value,
      };
    });
}

export function matchesFields(
  requirements: readonly FieldRequirement[],
  object: unknown,
): boolean {
  return requirements.every(({ path, operator, value }) => {
    const found = fieldText(object, path);
    return operator === '=' ? found === value : found !== value;
  });
}

function fieldText(object: unknown, path: string[]): string {
  const parent = objectAt(object, ...path.slice(0, -1));
  const value = isObject(parent) ? parent[path[path.length - 1]] : undefined;
  return typeof value === 'string' || typeof value === 'object'
    ? stringAt(object, ...path)
    : String(value ?? '');
}

function splitOutsideParentheses(selector: string): string[] {
  return selector
    .split(/,(?![^(]*\))/)
    .map(part => part.trim())
    .filter(Boolean);
}

function parseRequirement(part: string): Requirement {
  const inSet = setPattern.exec(part);
  if (inSet) {
    return {
      key: inSet[1],
      operator: inSet[2] === 'in' ? 'in' : 'notin',
      values: inSet[3].split(',').map(value => value.trim()),
    };
  }
  const equals = equalsPattern.exec(part);
  if (equals) {
    return {
      key: equals[1],
      operator: equals[2] === '!=' ? 'notin' : 'in',
      values: [equals[3]],
    };
  }
  const exists = existsPattern.exec(part);
  if (exists) {
    return { key: exists[2], operator: exists[1] ? 'absent' : 'exists' };
  }
  const more = new RegExp(
    `^${keyPattern}\\s*(?:==|=|!=)\\s*[A-Za-z0-9._-]*\\s*(==|=|!=|!|\\S)`,
  ).exec(part);
  if (more) {
    throw badRequest(`found '${more[1]}', expected: ',' or 'end of string'`);
  }
  throw badRequest(
    `unable to parse requirement: found '${
      part.split(/\s+/)[1] ?? part
    }', expected: in, notin, =, ==, !=, gt, lt`,
  );
}
