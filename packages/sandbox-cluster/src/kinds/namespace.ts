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

import { objectAt } from '../schema/json';
import { nameOf, setMetadata } from '../store/metadata';
import { KindRules } from '../store/ServedType';

/** Namespaces: their name as a label, and phase Active. */
export const namespaceRules: KindRules = {
  nameRule: 'label',
  hasGeneration: false,
  deletesCollections: false,
  applyDefaults: object => {
    setMetadata(object, {
      labels: {
        ...objectAt(object, 'metadata', 'labels'),
        'kubernetes.io/metadata.name': nameOf(object),
      },
    });
  },
  prepare: (object, old) => {
    object.spec = old?.spec ?? { finalizers: ['kubernetes'] };
    object.status = old?.status ?? { phase: 'Active' };
  },
};
