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
  createComponentExtension,
  createRoutableExtension,
} from '@backstage/core-plugin-api';
import { entityContentRouteRef, rootRouteRef } from '../routing';
import { matrixNetworkPlugin } from './plugin';

/**
 * The fleet page with the pages below it, for a `Route` at `/matrix-network`.
 * @public
 */
export const MatrixNetworkPage = matrixNetworkPlugin.provide(
  createRoutableExtension({
    name: 'MatrixNetworkPage',
    component: () =>
      import('./MatrixNetworkPage').then(m => m.MatrixNetworkPage),
    mountPoint: rootRouteRef,
  }),
);

/**
 * The Network tab, for an `EntityLayout.Route` at `/network`.
 * @public
 */
export const EntityMatrixNetworkContent = matrixNetworkPlugin.provide(
  createRoutableExtension({
    name: 'EntityMatrixNetworkContent',
    component: () =>
      import('../components/Entity').then(m => m.EntityNetworkContent),
    mountPoint: entityContentRouteRef,
  }),
);

/**
 * Status at a glance, for an entity's overview.
 * @public
 */
export const EntityMatrixNetworkCard = matrixNetworkPlugin.provide(
  createComponentExtension({
    name: 'EntityMatrixNetworkCard',
    component: {
      lazy: () => import('../components/Entity').then(m => m.EntityNetworkCard),
    },
  }),
);
