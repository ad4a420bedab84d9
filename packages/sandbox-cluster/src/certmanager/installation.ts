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

import { ClusterState } from '../controllers/ClusterState';
import { Pod, POD } from '../controllers/kinds';
import { isReady } from '../controllers/workloadPods';
import { CERTIFICATE } from './kinds';

/** A cert-manager that runs on this cluster. */
export interface Installation {
  /** `[major, minor, patch]` of the controller's image tag. */
  version: [number, number, number];
  /** Namespace of the controller, which is also where ClusterIssuers keep their Secrets. */
  namespace: string;
}

/** The programs of cert-manager, by the last part of their image names. */
export type Program = 'controller' | 'cainjector' | 'webhook';

/** Whether a pod runs the program, from whatever registry its image comes. */
export function runs(pod: Pick<Pod, 'spec'>, program: Program): boolean {
  return pod.spec.containers.some(({ image }) =>
    new RegExp(`(^|/)cert-manager-${program}[:@]`).test(image),
  );
}

/** A ready pod that runs the program in the role its label states. */
export function readyPod(
  state: ClusterState,
  program: Program,
): Pod | undefined {
  // v1.14.0 runs the controller's image in the cainjector Deployment: the image
  // alone does not tell a controller from a cainjector that injects nothing.
  const component = 'app.kubernetes.io/component';
  return state
    .list(POD, { labelSelector: `${component}=${program}` })
    .find(pod => runs(pod, program) && isReady(pod));
}

/** The running cert-manager; undefined until its CRDs are served and its controller is ready. */
export function installation(state: ClusterState): Installation | undefined {
  const pod = state.serves(CERTIFICATE)
    ? readyPod(state, 'controller')
    : undefined;
  return (
    pod && {
      version: versionOf(pod),
      namespace: pod.metadata.namespace ?? 'cert-manager',
    }
  );
}

/** Whether the running version is at least `major.minor`. */
export function isAtLeast(
  { version }: Installation,
  major: number,
  minor: number,
): boolean {
  return version[0] > major || (version[0] === major && version[1] >= minor);
}

function versionOf({ spec }: Pod): Installation['version'] {
  const match = /:v(\d+)\.(\d+)\.(\d+)/.exec(spec.containers[0].image);
  return match
    ? [Number(match[1]), Number(match[2]), Number(match[3])]
    : [1, 21, 1];
}
