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
  createExternalRouteRef,
  createRouteRef,
} from '@backstage/core-plugin-api';

/** The fleet page, `/matrix-network`. */
export const rootRouteRef = createRouteRef({ id: 'matrix-network' });

/** The Network tab of a catalog entity. */
export const entityContentRouteRef = createRouteRef({
  id: 'matrix-network:entity-content',
});

/** Form of a software template; bound to the scaffolder's by default. */
export const createMatrixClusterRouteRef = createExternalRouteRef({
  id: 'matrix-network:create',
  params: ['namespace', 'templateName'],
  optional: true,
  defaultTarget: 'scaffolder.selectedTemplate',
});
