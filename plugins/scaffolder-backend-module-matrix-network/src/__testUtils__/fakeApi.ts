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

import { NotFoundError } from '@backstage/errors';
import {
  MatrixNetworkApi,
  Operation,
} from '@matrix-network/backstage-plugin-matrix-network-common';

const refuse = (method: string) => async () => {
  throw new NotFoundError(`The test does not expect a call of ${method}`);
};

/** A backend that answers what a test gives it and refuses everything else. */
export function fakeApi(
  overrides: Partial<MatrixNetworkApi>,
): MatrixNetworkApi {
  return {
    listKubernetesClusters: refuse('listKubernetesClusters'),
    listReleases: refuse('listReleases'),
    listMatrixClusters: refuse('listMatrixClusters'),
    getMatrixCluster: refuse('getMatrixCluster'),
    refreshMatrixCluster: refuse('refreshMatrixCluster'),
    getConnectivity: refuse('getConnectivity'),
    startProbe: refuse('startProbe'),
    forgetMatrixCluster: refuse('forgetMatrixCluster'),
    validateSpec: async () => ({ valid: true, issues: [], warnings: [] }),
    renderStack: refuse('renderStack'),
    startApply: refuse('startApply'),
    planStack: refuse('planStack'),
    listSpecs: refuse('listSpecs'),
    startUninstall: refuse('startUninstall'),
    listOperations: refuse('listOperations'),
    getOperation: refuse('getOperation'),
    checkCertificate: refuse('checkCertificate'),
    ...overrides,
  };
}

/** A spec with every field that has no default. */
export const spec = {
  name: 'chat-eu',
  kubernetesCluster: 'sandbox',
  domain: 'chat.example.org',
  targetCcu: 5000,
};

export function operation(overrides: Partial<Operation> = {}): Operation {
  return {
    id: 'op-1',
    matrixCluster: 'chat-eu',
    kind: 'apply',
    status: 'queued',
    requestedBy: 'user:default/guest',
    createdAt: '2026-11-24T00:00:00Z',
    ...overrides,
  };
}
