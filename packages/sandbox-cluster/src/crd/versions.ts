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

import { JsonObject, JsonValue } from '../schema/json';
import { ServedType } from '../store/ServedType';

/** Fields of a core Event by what events.k8s.io calls them. */
const eventFields: Readonly<Record<string, string>> = {
  regarding: 'involvedObject',
  note: 'message',
  deprecatedSource: 'source',
  deprecatedFirstTimestamp: 'firstTimestamp',
  deprecatedLastTimestamp: 'lastTimestamp',
  deprecatedCount: 'count',
  reportingController: 'reportingComponent',
};

/** A stored object as the requested version of its kind shows it. */
export function inVersion(type: ServedType, object: JsonObject): JsonObject {
  if (object.apiVersion === type.apiVersion) {
    return object;
  }
  const renamed =
    type.kind === 'Event' ? renameEventFields(type, object) : object;
  return { ...renamed, apiVersion: type.apiVersion };
}

function renameEventFields(type: ServedType, event: JsonObject): JsonObject {
  const names = new Map(
    Object.entries(eventFields).map(([modern, core]) =>
      type.group ? [core, modern] : [modern, core],
    ),
  );
  return Object.fromEntries(
    Object.entries(event).map(
      ([field, value]): [string, JsonValue | undefined] => [
        names.get(field) ?? field,
        value,
      ],
    ),
  );
}
