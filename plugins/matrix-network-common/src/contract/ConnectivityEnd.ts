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

import { WorkloadId } from '../workloads/types';

/**
 * An end of the connectivity matrix: a workload, or one of those that a
 * zero-trust network has to do with besides.
 * @public
 */
export type ConnectivityEndId =
  | WorkloadId
  /** A pod without labels in the Matrix namespace; it need not exist. */
  | 'unlabelled-pod'
  /** Pods of the Matrix namespace that belong to no workload. */
  | 'unknown-pods'
  /** Pods of other namespaces that are no workload's, one that does not exist yet among them; none on the host network. */
  | 'other-namespaces'
  /** All public addresses. */
  | 'internet';

/** @public */
export interface ConnectivityEnd {
  id: ConnectivityEndId;
  title: string;
  /** `workload` is of the Matrix namespace; `neighbour` is a workload of another; `stranger` is none. */
  kind: 'workload' | 'neighbour' | 'stranger';
  /** Pods there are of it; 0 for addresses and for the pod that is thought up. */
  pods: number;
}
