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

import {
  isObject,
  JsonObject,
  numberAt,
  objectAt,
  stringAt,
} from '../schema/json';
import { applyPatch, isPatchType } from '../patch/applyPatch';
import {
  badRequest,
  invalid,
  methodNotSupported,
  notFound,
  unsupportedMediaType,
} from '../store/ApiError';
import { invalidValue } from '../validation/problems';
import { bodyText, mediaTypeOf, parseBody, parseJson } from './body';
import { ResourceRequest } from './handleResource';
import { isDryRun, managerOf } from './query';
import { sendJson } from './respond';

/** GET, PUT and PATCH of `/scale`: the replicas of a workload, as autoscalers see it. */
export function handleScale(target: ResourceRequest): void {
  const { options, type, attributes, request, response } = target;
  const found = options.store.storage.get(
    type.key,
    attributes.namespace,
    attributes.name,
  );
  if (!found) {
    throw notFound(type, attributes.name);
  }
  switch (attributes.verb) {
    case 'get':
      sendJson(request, response, scaleOf(found));
      break;
    case 'update':
      write(target, () => parseBody(request));
      break;
    case 'patch':
      write(target, old => patched(target, old));
      break;
    default:
      throw methodNotSupported();
  }
}

function write(
  target: ResourceRequest,
  change: (scale: JsonObject) => unknown,
): void {
  const { options, type, attributes, request, response } = target;
  const stored = options.store.writer.update(
    {
      type,
      namespace: attributes.namespace,
      subresource: 'scale',
      manager: managerOf(request),
      dryRun: isDryRun(request, 'UpdateOptions'),
    },
    attributes.name,
    old => {
      const scale = change(scaleOf(old));
      const replicas = numberAt(scale, 'spec', 'replicas') ?? 0;
      if (replicas < 0) {
        throw invalid(
          { group: 'autoscaling', kind: 'Scale' },
          attributes.name,
          [
            invalidValue(
              'spec.replicas',
              replicas,
              'must be greater than or equal to 0',
            ),
          ],
        );
      }
      const version = stringAt(scale, 'metadata', 'resourceVersion');
      return {
        ...old,
        metadata: {
          ...objectAt(old, 'metadata'),
          ...(version && { resourceVersion: version }),
        },
        spec: { ...objectAt(old, 'spec'), replicas },
      };
    },
  );
  sendJson(request, response, scaleOf(stored));
}

function patched(target: ResourceRequest, scale: JsonObject): JsonObject {
  const mediaType = mediaTypeOf(target.request);
  if (!isPatchType(mediaType)) {
    throw unsupportedMediaType(['application/merge-patch+json']);
  }
  // A scale has no lists: a strategic merge is a plain merge.
  const plain =
    mediaType === 'application/strategic-merge-patch+json'
      ? 'application/merge-patch+json'
      : mediaType;
  const result = applyPatch(
    plain,
    target.type,
    scale,
    parseJson(bodyText(target.request)),
  );
  if (!isObject(result)) {
    throw badRequest('the patched scale must be an object');
  }
  return result;
}

function scaleOf(object: JsonObject): JsonObject {
  const { name, namespace, uid, resourceVersion, creationTimestamp } = objectAt(
    object,
    'metadata',
  );
  const labels = objectAt(object, 'spec', 'selector', 'matchLabels');
  const selector = Object.entries(labels)
    .map(([key, value]) => `${key}=${value}`)
    .join(',');
  return {
    kind: 'Scale',
    apiVersion: 'autoscaling/v1',
    metadata: { name, namespace, uid, resourceVersion, creationTimestamp },
    spec: { replicas: numberAt(object, 'spec', 'replicas') ?? 0 },
    status: {
      replicas: numberAt(object, 'status', 'replicas') ?? 0,
      ...(selector && { selector }),
    },
  };
}
