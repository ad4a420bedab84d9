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

import { checkTyped } from '../apply/checkTyped';
import { checkFields } from '../schema/checkFields';
import { JsonObject, objectAt, stringAt } from '../schema/json';
import { badRequest, unclassified } from './ApiError';
import { matchPath, namespaceOf } from './metadata';
import { Write } from './Write';

/** Refuses an applied configuration that is not of the kind, name and shape that it is applied as. */
export function checkConfig(
  write: Write,
  name: string,
  config: JsonObject,
): void {
  const { type } = write;
  const apiVersion = stringAt(config, 'apiVersion');
  if (apiVersion !== type.apiVersion || config.kind !== type.kind) {
    throw badRequest(
      `invalid object type: ${apiVersion}, Kind=${stringAt(config, 'kind')}`,
    );
  }
  if (objectAt(config, 'metadata').managedFields !== undefined) {
    throw badRequest('metadata.managedFields must be nil');
  }
  const namespace = namespaceOf(config);
  matchPath(type, config, write.namespace, name);
  const kind = `${type.group ? type.apiVersion : `/${type.version}`}, Kind=${
    type.kind
  }`;
  const problems = checkTyped(type.schema, config);
  if (problems.length > 0) {
    const listed =
      problems.length === 1
        ? problems[0]
        : `errors:\n${problems.map(problem => `  ${problem}`).join('\n')}`;
    throw unclassified(
      `failed to create typed patch object (${namespace}/${name}; ${kind}): ${listed}`,
    );
  }
  const { typeError } = checkFields(type.schema, config);
  if (typeError && !type.crd) {
    throw unclassified(
      `failed to convert new object (${namespace}/${name}; ${kind}) to proper version: unable to convert unstructured object to ${kind}: ${typeError.message}`,
    );
  }
}
