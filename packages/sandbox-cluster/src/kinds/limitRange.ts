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

import { JsonObject, objectAt, objectsAt, stringAt } from '../schema/json';
import { ClusterView, KindRules } from '../store/ServedType';
import { nameOf, namespaceOf, setMetadata } from '../store/metadata';
import { ensureObject, fill } from './defaults';

const lists = [
  { list: 'requests', defaults: 'defaultRequest', word: 'request' },
  { list: 'limits', defaults: 'default', word: 'limit' },
] as const;

export const limitRangeRules: KindRules = {
  hasGeneration: false,
  applyDefaults: object => {
    for (const limit of objectsAt(object, 'spec', 'limits')) {
      if (limit.type === 'Container') {
        fillLimit(limit);
      }
    }
  },
};

/** A most is what a container gets that says nothing, and what it gets it asks for. */
function fillLimit(limit: JsonObject): void {
  const most = objectAt(limit, 'max');
  if (Object.keys(most).length > 0) {
    fill(ensureObject(limit, 'default'), most);
  }
  const given = { ...objectAt(limit, 'min'), ...objectAt(limit, 'default') };
  if (Object.keys(given).length > 0) {
    fill(ensureObject(limit, 'defaultRequest'), given);
  }
}

/** Gives a new pod's containers what the LimitRanges of its namespace say, as the admission plugin LimitRanger does. */
export function useLimitRanges(pod: JsonObject, cluster: ClusterView): void {
  const limits = cluster
    .all('', 'LimitRange')
    .filter(range => namespaceOf(range) === namespaceOf(pod))
    .sort((a, b) => (nameOf(a) < nameOf(b) ? -1 : 1))
    .flatMap(range => objectsAt(range, 'spec', 'limits'))
    .filter(({ type }) => type === 'Container');
  const notes = ['containers', 'initContainers'].flatMap(field =>
    objectsAt(pod, 'spec', field).flatMap(container =>
      limits.flatMap(limit =>
        fillContainer(
          container,
          limit,
          field === 'containers' ? 'container' : 'init container',
        ),
      ),
    ),
  );
  if (notes.length > 0) {
    setMetadata(pod, {
      annotations: {
        ...objectAt(pod, 'metadata', 'annotations'),
        'kubernetes.io/limit-ranger': `LimitRanger plugin set: ${notes.join(
          '; ',
        )}`,
      },
    });
  }
}

function fillContainer(
  container: JsonObject,
  limit: JsonObject,
  kind: string,
): string[] {
  const resources = ensureObject(container, 'resources');
  return lists.flatMap(({ list, defaults, word }) => {
    const given = objectAt(resources, list);
    const missing = Object.entries(objectAt(limit, defaults)).filter(
      ([resource]) => given[resource] === undefined,
    );
    if (missing.length === 0) {
      return [];
    }
    resources[list] = { ...given, ...Object.fromEntries(missing) };
    const names = missing.map(([resource]) => resource).sort();
    return [
      `${names.join(', ')} ${word} for ${kind} ${stringAt(container, 'name')}`,
    ];
  });
}
