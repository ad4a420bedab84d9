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

import { createFrontendPlugin } from '@backstage/frontend-plugin-api';
import { MatrixNetworkIcon } from './components/MatrixNetworkIcon';
import {
  matrixCertificateHostsField,
  matrixClusterNameField,
  matrixContactEmailField,
  matrixDomainField,
  matrixKubernetesClusterField,
  matrixNamespaceField,
  matrixReleaseField,
  matrixStackReviewField,
  matrixTargetCcuField,
} from './extensions/formFields';
import { matrixNetworkApi } from './extensions/api';
import { matrixNetworkEntityCard } from './extensions/entityCards';
import { matrixNetworkEntityContent } from './extensions/entityContents';
import { matrixNetworkPage } from './extensions/pages';
import {
  createMatrixClusterRouteRef,
  entityContentRouteRef,
  rootRouteRef,
} from './routing';

/**
 * Matrix Network for the new frontend system: the fleet page, the Network tab
 * and card of catalog entities, and the form fields of its software template.
 * @public
 */
export const matrixNetworkPlugin = createFrontendPlugin({
  pluginId: 'matrix-network',
  title: 'Matrix networks',
  icon: <MatrixNetworkIcon />,
  info: { packageJson: () => import('../package.json') },
  routes: { root: rootRouteRef, entityContent: entityContentRouteRef },
  externalRoutes: { createMatrixCluster: createMatrixClusterRouteRef },
  extensions: [
    matrixNetworkApi,
    matrixNetworkPage,
    matrixNetworkEntityContent,
    matrixNetworkEntityCard,
    matrixCertificateHostsField,
    matrixClusterNameField,
    matrixKubernetesClusterField,
    matrixNamespaceField,
    matrixDomainField,
    matrixContactEmailField,
    matrixTargetCcuField,
    matrixReleaseField,
    matrixStackReviewField,
  ],
});
