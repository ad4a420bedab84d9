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

import { badRequest, notFound } from '../store/ApiError';
import { objectsAt, stringAt } from '../schema/json';
import { ResourceRequest } from './handleResource';
import { queryNumber, queryText } from './query';

/** The log of one container, as text. */
export function podLog(target: ResourceRequest): void {
  const { options, request, response, attributes, type } = target;
  const { namespace, name } = attributes;
  const pod = options.store.storage.get(type.key, namespace, name);
  if (!pod) {
    throw notFound(type, name);
  }
  const namesAt = (field: string) =>
    objectsAt(pod, 'spec', field).map(one => stringAt(one, 'name'));
  const container = containerOf(
    namesAt('containers'),
    namesAt('initContainers'),
    queryText(request, 'container'),
    name,
  );
  const log = options.logs?.({ namespace, name, container }) ?? '';
  const tail = queryNumber(request, 'tailLines');
  const lines = log.split('\n').filter(Boolean);
  const shown = tail === undefined ? lines : lines.slice(-tail || lines.length);
  response.type('text/plain').send(shown.map(line => `${line}\n`).join(''));
}

function containerOf(
  containers: readonly string[],
  initContainers: readonly string[],
  asked: string,
  pod: string,
): string {
  if (asked) {
    if (![...containers, ...initContainers].includes(asked)) {
      throw badRequest(`container ${asked} is not valid for pod ${pod}`);
    }
    return asked;
  }
  if (containers.length > 1) {
    throw badRequest(
      `a container name must be specified for pod ${pod}, choose one of: [${containers.join(
        ' ',
      )}]${
        initContainers.length > 0
          ? ` or one of the init containers: [${initContainers.join(' ')}]`
          : ''
      }`,
    );
  }
  return containers[0] ?? '';
}
