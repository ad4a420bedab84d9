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

import { KubernetesObject } from '@matrix-network/backstage-plugin-matrix-network-common';
import { kubernetesObjectSchema } from '../../cluster/objectSchema';
import { Patch } from '../manifests';

/**
 * Takes out fields without a value (`data: null`, `revisionHistoryLimit:`), which
 * server-side apply would take for a wish to own an empty field. CRDs stay as
 * they are: a null in a schema can mean something.
 */
export const dropNulls: Patch = objects =>
  objects.map(object =>
    object.kind === 'CustomResourceDefinition' ? object : cleaned(object),
  );

function cleaned(object: KubernetesObject): KubernetesObject {
  return kubernetesObjectSchema.parse(withoutNulls(object));
}

function withoutNulls(value: unknown): unknown {
  if (Array.isArray(value)) {
    return value.map(withoutNulls);
  }
  if (typeof value !== 'object' || value === null) {
    return value;
  }
  return Object.fromEntries(
    Object.entries(value)
      .filter(([, field]) => field !== null)
      .map(([key, field]) => [key, withoutNulls(field)]),
  );
}
