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
  FIELD_MANAGER,
  KubernetesObject,
} from '@matrix-network/backstage-plugin-matrix-network-common';
import { isDeepStrictEqual } from 'node:util';

/**
 * Whether an apply has changed nothing: neither the object, status aside, nor
 * what of it this product owns. Time stamps and versions do not count.
 */
export function isUnchanged(
  before: KubernetesObject,
  after: KubernetesObject,
): boolean {
  return (
    isDeepStrictEqual(contentOf(before), contentOf(after)) &&
    isDeepStrictEqual(ownedFields(before), ownedFields(after))
  );
}

/** An object without its status and what the server keeps about it. */
export function contentOf(object: KubernetesObject): unknown {
  const { status: _, metadata, ...content } = object;
  const {
    managedFields: _managedFields,
    resourceVersion: _resourceVersion,
    generation: _generation,
    ...rest
  } = metadata;
  return { ...content, metadata: rest };
}

function ownedFields(object: KubernetesObject): unknown {
  return object.metadata.managedFields?.find(
    ({ manager, operation, subresource }) =>
      manager === FIELD_MANAGER && operation === 'Apply' && !subresource,
  )?.fieldsV1;
}
