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

import {
  ClusterFacts,
  StackSpec,
} from '@matrix-network/backstage-plugin-matrix-network-common';
import { parseRelease, ReleaseObjects } from './parseRelease';
import { ReleaseSource } from './ReleaseSource';

/** The releases that a stack is rendered from; absent where the stack installs none. @public */
export interface ReleaseManifests {
  ingressNginx?: ReleaseObjects;
  certManager?: ReleaseObjects;
}

/** Whether the stack brings its own ingress controller: not where one is there already. */
export function installsIngressController(facts: ClusterFacts): boolean {
  return facts.ingressController === undefined;
}

/** Whether the stack brings its own cert-manager. */
export function installsCertManager(
  spec: StackSpec,
  facts: ClusterFacts,
): boolean {
  return (
    spec.certificates.management === 'install' &&
    facts.certManager === undefined
  );
}

/** Reads the manifests of all releases that `renderStack` needs for this spec on this cluster. @public */
export async function loadReleases(
  spec: StackSpec,
  facts: ClusterFacts,
  source: ReleaseSource,
  options: { signal?: AbortSignal } = {},
): Promise<ReleaseManifests> {
  const [ingressNginx, certManager] = await Promise.all([
    installsIngressController(facts)
      ? source.get('ingress-nginx', spec.ingress.release, options)
      : undefined,
    installsCertManager(spec, facts)
      ? source.get('cert-manager', spec.certificates.release, options)
      : undefined,
  ]);
  return {
    ingressNginx: ingressNginx && parseRelease(ingressNginx),
    certManager: certManager && parseRelease(certManager),
  };
}
