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

export * from './useChosenPlan';
export * from './useConnectivity';
export * from './useConnectivityMatrix';
export * from './useJudged';
export * from './useMatrixCluster';
export * from './useMayApply';
export * from './useMatrixClusters';
export * from './useNow';
export * from './useOperationLog';
export * from './useOperations';
export * from './usePlan';
export * from './usePolled';
export * from './usePlannedChange';
export * from './useSelectedFlow';
export * from './useSettled';
export * from './useSpecHistory';
export * from './useWhatIfLink';
