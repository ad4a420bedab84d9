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

import { isObject, JsonObject } from '../schema/json';
import { KindRules } from '../store/ServedType';
import { immutableFields } from '../validation/immutable';
import { eachObject, fill } from './defaults';

const group = 'rbac.authorization.k8s.io';

export const roleRules: KindRules = {
  nameRule: 'path',
  hasGeneration: false,
  applyDefaults: object => {
    if (object.rules === undefined) {
      object.rules = null;
    }
  },
};

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
  validate: (object, old) =>
    immutableFields(object, old, ['roleRef']).map(problem => ({
      ...problem,
      message: problem.message.replace(
        'field is immutable',
        'cannot change roleRef',
      ),
    })),
};

function defaultSubject(subject: JsonObject): void {
  if (subject.kind === 'User' || subject.kind === 'Group') {
    fill(subject, { apiGroup: group });
  }
}
