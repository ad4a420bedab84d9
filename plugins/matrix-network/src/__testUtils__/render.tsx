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
  mockApis,
  renderInTestApp,
  TestAppOptions,
} from '@backstage/frontend-test-utils';
import { entityRouteRef } from '@backstage/plugin-catalog-react';
import { permissionApiRef } from '@backstage/plugin-permission-react';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import { MatrixNetworkApi } from '@matrix-network/backstage-plugin-matrix-network-common';
import { matrixNetworkApiRef } from '../api';
import { createMatrixClusterRouteRef, rootRouteRef } from '../routing';
import { FakeMatrixNetworkApi } from './FakeMatrixNetworkApi';

/** Renders an element as the app would, over a fake backend. */
export function renderWithApi(
  element: JSX.Element,
  options: {
    api?: Partial<MatrixNetworkApi>;
    /** Names of permissions that the user lacks. */
    denied?: readonly string[];
  } & Pick<TestAppOptions, 'initialRouteEntries' | 'mountPath'> = {},
) {
  const { api = new FakeMatrixNetworkApi(), denied = [], ...rest } = options;
  return renderInTestApp(element, {
    ...rest,
    mountedRoutes: {
      '/matrix-network': rootRouteRef,
      '/catalog/:namespace/:kind/:name': entityRouteRef,
      '/create/templates/:namespace/:templateName': createMatrixClusterRouteRef,
    },
    apis: [
      [matrixNetworkApiRef, api],
      [
        permissionApiRef,
        mockApis.permission({
          authorize: ({ permission }) =>
            denied.includes(permission.name)
              ? AuthorizeResult.DENY
              : AuthorizeResult.ALLOW,
        }),
      ],
    ],
  });
}
