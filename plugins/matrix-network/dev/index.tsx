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
  createFrontendModule,
  ApiBlueprint,
} from '@backstage/frontend-plugin-api';
import { createDevApp } from '@backstage/frontend-dev-utils';
import catalogPlugin from '@backstage/plugin-catalog/alpha';
import { catalogApiRef } from '@backstage/plugin-catalog-react';
import { catalogApiMock } from '@backstage/plugin-catalog-react/testUtils';
import { permissionApiRef } from '@backstage/plugin-permission-react';
import {
  AuthorizeResult,
  DefinitivePolicyDecision,
} from '@backstage/plugin-permission-common';
import matrixNetworkPlugin, { matrixNetworkApiRef } from '../src';
import {
  FakeMatrixNetworkApi,
  kubernetesClusterEntity,
  systemEntity,
  workloadEntity,
} from '../src/__testUtils__';

const entities = [
  systemEntity('chat-drifted'),
  systemEntity('chat-eu'),
  workloadEntity('chat-drifted', 'synapse-main'),
  workloadEntity('chat-drifted', 'key-vault'),
  workloadEntity('chat-eu', 'synapse-main'),
  kubernetesClusterEntity('sandbox'),
];

/** Fixtures in place of a backend. */
const fakeApi = matrixNetworkPlugin.withOverrides({
  extensions: [
    matrixNetworkPlugin.getExtension('api:matrix-network').override({
      params: defineParams =>
        defineParams({
          api: matrixNetworkApiRef,
          deps: {},
          factory: () => new FakeMatrixNetworkApi(),
        }),
    }),
  ],
});

const fakeCatalog = catalogPlugin.withOverrides({
  extensions: [
    catalogPlugin.getExtension('api:catalog').override({
      params: defineParams =>
        defineParams({
          api: catalogApiRef,
          deps: {},
          factory: () => catalogApiMock({ entities }),
        }),
    }),
  ],
});

const allowed: DefinitivePolicyDecision = { result: AuthorizeResult.ALLOW };

const allowAll = createFrontendModule({
  pluginId: 'app',
  extensions: [
    ApiBlueprint.make({
      name: 'permission',
      params: defineParams =>
        defineParams({
          api: permissionApiRef,
          deps: {},
          factory: () => ({
            authorize: async () => allowed,
          }),
        }),
    }),
  ],
});

createDevApp({ features: [fakeApi, fakeCatalog, allowAll] });
