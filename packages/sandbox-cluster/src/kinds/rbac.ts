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

import { isObject, JsonObject, listAt, objectsAt } from '../schema/json';
import { FieldProblem } from '../store/ApiError';
import { KindRules } from '../store/ServedType';
import { immutableFields } from '../validation/immutable';
import {
  invalidValue,
  requiredValue,
  unsupportedValue,
} from '../validation/problems';
import { eachObject, fill } from './defaults';

const group = 'rbac.authorization.k8s.io';
const subjectKinds = ['ServiceAccount', 'User', 'Group'];

function roleRulesOf(isNamespaced: boolean): KindRules {
  return {
    nameRule: 'path',
    hasGeneration: false,
    applyDefaults: object => {
      if (object.rules === undefined) {
        object.rules = null;
      }
    },
    validate: object =>
      objectsAt(object, 'rules').flatMap((rule, index) =>
        validateRule(rule, isNamespaced, `rules[${index}]`),
      ),
  };
}

export const roleRules = roleRulesOf(true);
export const clusterRoleRules = roleRulesOf(false);

function validateRule(
  rule: JsonObject,
  isNamespaced: boolean,
  path: string,
): FieldProblem[] {
  const verbs =
    listAt(rule, 'verbs').length === 0
      ? [
          requiredValue(
            `${path}.verbs`,
            'verbs must contain at least one value',
          ),
        ]
      : [];
  const urls = listAt(rule, 'nonResourceURLs');
  const apiGroups = listAt(rule, 'apiGroups');
  const resources = listAt(rule, 'resources');
  if (urls.length > 0) {
    const problem = isNamespaced
      ? 'namespaced rules cannot apply to non-resource URLs'
      : 'rules cannot apply to both regular resources and non-resource URLs';
    const isWrong =
      isNamespaced || apiGroups.length > 0 || resources.length > 0;
    return isWrong
      ? [...verbs, invalidValue(`${path}.nonResourceURLs`, urls, problem)]
      : verbs;
  }
  return [
    ...verbs,
    ...(apiGroups.length === 0
      ? [
          requiredValue(
            `${path}.apiGroups`,
            'resource rules must supply at least one api group',
          ),
        ]
      : []),
    ...(resources.length === 0
      ? [
          requiredValue(
            `${path}.resources`,
            'resource rules must supply at least one resource',
          ),
        ]
      : []),
  ];
}

/** Bindings: the role that they bind never changes. */
export const roleBindingRules: KindRules = {
  nameRule: 'path',
  hasGeneration: false,
  applyDefaults: object => {
    if (isObject(object.roleRef)) {
      fill(object.roleRef, { apiGroup: group });
    }
    eachObject(object, 'subjects', defaultSubject);
  },
  validate: (object, old) => [
    ...objectsAt(object, 'subjects').flatMap(({ kind }, index) =>
      subjectKinds.includes(String(kind))
        ? []
        : [
            unsupportedValue(
              `subjects[${index}].kind`,
              kind ?? '',
              subjectKinds,
            ),
          ],
    ),
    ...immutableFields(object, old, ['roleRef']).map(problem => ({
      ...problem,
      message: problem.message.replace(
        'field is immutable',
        'cannot change roleRef',
      ),
    })),
  ],
};

function defaultSubject(subject: JsonObject): void {
  if (subject.kind === 'User' || subject.kind === 'Group') {
    fill(subject, { apiGroup: group });
  }
}
