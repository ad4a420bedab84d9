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

export { checkCertificate } from './checkCertificate';
export { forgetMatrixCluster } from './forgetMatrixCluster';
export { getConnectivity } from './getConnectivity';
export { getMatrixCluster } from './getMatrixCluster';
export { getOperation } from './getOperation';
export { listKubernetesClusters } from './listKubernetesClusters';
export { listMatrixClusters } from './listMatrixClusters';
export { listOperations } from './listOperations';
export { listReleases } from './listReleases';
export { listSpecs } from './listSpecs';
export { planStack } from './planStack';
export { refreshMatrixCluster } from './refreshMatrixCluster';
export { renderSpec } from './renderSpec';
export { startOperation } from './startOperation';
export { startProbe } from './startProbe';
export { startUninstall } from './startUninstall';
export { validateSpec } from './validateSpec';
