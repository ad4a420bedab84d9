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
import { applySchemaDefaults } from './applySchemaDefaults';
import { dropForbiddenNulls } from './forbiddenNulls';
import { validateCustom } from './validateCustom';

/** Defaults and validation of a custom kind, from its CRD's openAPIV3Schema. */
export function customRules(
  openApi: JsonObject,
  _subresources: readonly string[],
): KindRules {
  return {
    decode: object => dropForbiddenNulls(openApi, object),
    hasGeneration: true,
    needsVersion: true,
    applyDefaults: object => {
      const filled = applySchemaDefaults(openApi, object);
      if (isObject(filled)) {
        Object.assign(object, filled);
      }
    },
    validate: (object, old) => validateCustom(openApi, object, old),
  };
}
