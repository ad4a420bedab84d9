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

/**
 * Bounds the probe pods that are on one Kubernetes cluster at once, over all
 * Matrix clusters that share it.
 * @public
 */
export interface ProbeSlots {
  /**
   * Runs when there is room on the cluster. One that is aborted while it waits
   * does not wait any longer, and is not run.
   *
   * @param run - gets a signal that aborts with the given one, and when its slot is lost
   */
  run<T>(
    kubernetesCluster: string,
    run: (signal: AbortSignal) => Promise<T>,
    signal: AbortSignal,
  ): Promise<T>;
}
