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

/** How probes are run. @public */
export interface ProbeSettings {
  /** agnhost, or an image with its command line: `connect` and `logs-generator`. */
  image: string;
  /** Seconds after which a connection counts as blocked. */
  timeoutSeconds: number;
  /** Seconds that a probe pod waits first: network plugins take a moment to know a new pod. */
  settleSeconds: number;
  /** Seconds that a Job may take in all, pulling the image included. */
  deadlineSeconds: number;
  /** Seconds after which the cluster itself deletes a Job that has ended. */
  ttlSeconds: number;
  /** Probe pods at once. */
  concurrency: number;
}

/** @public */
export const defaultProbeSettings: ProbeSettings = {
  image: 'registry.k8s.io/e2e-test-images/agnhost:2.53',
  timeoutSeconds: 5,
  settleSeconds: 3,
  deadlineSeconds: 120,
  ttlSeconds: 120,
  concurrency: 3,
};
