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

/** Paths below the fleet page. */
export const clusterSubPath = '/clusters/:name';
/** Paths below the fleet page. */
export const certificateCheckSubPath = '/certificate-check';

/** Page of one Matrix cluster, relative to the fleet page. */
export function clusterPath(root: string, name: string): string {
  return `${trimmed(root)}/clusters/${encodeURIComponent(name)}`;
}

/** The certificate check, relative to the fleet page. */
export function certificateCheckPath(root: string, name?: string): string {
  const query = name ? `?cluster=${encodeURIComponent(name)}` : '';
  return `${trimmed(root)}${certificateCheckSubPath}${query}`;
}

/** In the address of a Matrix cluster's page: the policy that a _What if_ begins with. */
export const whatIfParameter = 'whatIf';

/** Where a change of a policy can be tried out, relative to the fleet page. */
export function whatIfPath(root: string, name: string, policy: string): string {
  return `${clusterPath(root, name)}?${whatIfParameter}=${encodeURIComponent(
    policy,
  )}`;
}

function trimmed(root: string): string {
  return root.replace(/\/+$/, '');
}
