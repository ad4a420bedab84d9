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

import { CatalogService } from '@backstage/plugin-catalog-node';
import { ApiFor } from '../client/createApiFor';
import { createCatalogWaitAction } from './createCatalogWaitAction';
import { createCertificateCheckAction } from './createCertificateCheckAction';
import { createConnectivityProbeAction } from './createConnectivityProbeAction';
import { createHealthWaitAction } from './createHealthWaitAction';
import { createStackApplyAction } from './createStackApplyAction';
import { createStackPlanAction } from './createStackPlanAction';
import { createStackRenderAction } from './createStackRenderAction';

/** All actions of this module. */
export function createActions(options: {
  apiFor: ApiFor;
  catalog: CatalogService;
}) {
  const { apiFor, catalog } = options;
  return [
    createStackRenderAction(apiFor),
    createStackPlanAction(apiFor),
    createStackApplyAction(apiFor),
    createHealthWaitAction(apiFor),
    createCatalogWaitAction(catalog),
    createCertificateCheckAction(apiFor),
    createConnectivityProbeAction(apiFor),
  ];
}
