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

import { createScaffolderFieldExtension } from '@backstage/plugin-scaffolder-react';
import {
  HostsField,
  KubernetesClusterField,
  ReleaseField,
  releaseValidator,
  reviewValidator,
  serverValidator,
  StackReviewField,
  TargetCcuField,
  TextSpecField,
} from '../components/fields';
import { matrixNetworkPlugin } from './plugin';

/** `ui:field: MatrixKubernetesCluster` @public */
export const MatrixKubernetesClusterFieldExtension =
  matrixNetworkPlugin.provide(
    createScaffolderFieldExtension({
      name: 'MatrixKubernetesCluster',
      component: KubernetesClusterField,
      validation: serverValidator<string>('kubernetesCluster'),
    }),
  );

/** `ui:field: MatrixClusterName` @public */
export const MatrixClusterNameFieldExtension = matrixNetworkPlugin.provide(
  createScaffolderFieldExtension({
    name: 'MatrixClusterName',
    component: TextSpecField,
    validation: serverValidator<string>('name'),
  }),
);

/** `ui:field: MatrixNamespace` @public */
export const MatrixNamespaceFieldExtension = matrixNetworkPlugin.provide(
  createScaffolderFieldExtension({
    name: 'MatrixNamespace',
    component: TextSpecField,
    validation: serverValidator<string>('namespace'),
  }),
);

/** `ui:field: MatrixDomain` @public */
export const MatrixDomainFieldExtension = matrixNetworkPlugin.provide(
  createScaffolderFieldExtension({
    name: 'MatrixDomain',
    component: TextSpecField,
    validation: serverValidator<string>('domain'),
  }),
);

/** `ui:field: MatrixContactEmail` @public */
export const MatrixContactEmailFieldExtension = matrixNetworkPlugin.provide(
  createScaffolderFieldExtension({
    name: 'MatrixContactEmail',
    component: TextSpecField,
    validation: serverValidator<string>('contactEmail'),
  }),
);

/** `ui:field: MatrixTargetCcu` @public */
export const MatrixTargetCcuFieldExtension = matrixNetworkPlugin.provide(
  createScaffolderFieldExtension({
    name: 'MatrixTargetCcu',
    component: TargetCcuField,
    validation: serverValidator<number>('targetCcu'),
  }),
);

/** `ui:field: MatrixRelease` @public */
export const MatrixReleaseFieldExtension = matrixNetworkPlugin.provide(
  createScaffolderFieldExtension({
    name: 'MatrixRelease',
    component: ReleaseField,
    validation: releaseValidator,
  }),
);

/** `ui:field: MatrixCertificateHosts` @public */
export const MatrixCertificateHostsFieldExtension = matrixNetworkPlugin.provide(
  createScaffolderFieldExtension({
    name: 'MatrixCertificateHosts',
    component: HostsField,
    validation: serverValidator<string[]>('certificates.hosts'),
  }),
);

/** `ui:field: MatrixStackReview` @public */
export const MatrixStackReviewFieldExtension = matrixNetworkPlugin.provide(
  createScaffolderFieldExtension({
    name: 'MatrixStackReview',
    component: StackReviewField,
    validation: reviewValidator,
  }),
);
