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
  defaultRelease,
  describeKubernetesRange,
  findRelease,
  FittingRelease,
  fittingReleases,
  ReleaseComponent,
  releasesOf,
} from '@matrix-network/backstage-plugin-matrix-network-common';

/** Which release of a component a cluster gets. */
export interface ReleaseChoice {
  /** What can be chosen; nothing where no release fits the cluster. */
  offered: readonly FittingRelease[];
  /** The one that is chosen; undefined where there is none to choose. */
  version?: string;
  /** Why it is not the one that was wanted. */
  problem?: string;
}

/**
 * The release that was chosen, where it fits the cluster, else the newest that
 * does. Where nothing was chosen, the one that a spec has by default is wanted.
 */
export function releaseChoice(
  component: ReleaseComponent,
  kubernetesVersion: string | undefined,
  chosen?: string,
): ReleaseChoice {
  const offered = fittingReleases(component, kubernetesVersion);
  const wanted = chosen ?? defaultRelease(component).version;
  if (offered.some(({ release }) => release.version === wanted)) {
    return { offered, version: wanted };
  }
  return {
    offered,
    version: newestOf(offered),
    problem:
      offered.length > 0
        ? whyNot(component, wanted, kubernetesVersion)
        : noneFits(component, kubernetesVersion),
  };
}

/** What a form says of a release that it does not take. */
export function refusalText({
  offered,
  problem,
}: ReleaseChoice): string | undefined {
  const versions = offered.map(({ release }) => release.version).join(', ');
  return problem && versions ? `${problem}; accepted: ${versions}` : problem;
}

function newestOf(offered: readonly FittingRelease[]): string | undefined {
  const [newest] = offered
    .map(({ release }) => release.version)
    .sort((a, b) => b.localeCompare(a, 'en', { numeric: true }));
  return newest;
}

function whyNot(
  component: ReleaseComponent,
  version: string,
  kubernetesVersion: string | undefined,
): string {
  return findRelease(component, version)?.version === version
    ? `${version} was not tested with Kubernetes ${kubernetesVersion}`
    : `${version} is not a release of ${component} that is known here`;
}

function noneFits(
  component: ReleaseComponent,
  kubernetesVersion: string | undefined,
): string {
  const tested = releasesOf(component).map(
    ({ version, kubernetes }) =>
      `${version} with ${describeKubernetesRange(kubernetes)}`,
  );
  return `No release of ${component} was tested with Kubernetes ${kubernetesVersion}: ${tested.join(
    ', ',
  )}`;
}
