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

import compare from 'semver/functions/compare';
import { releasesOf } from './catalogue';
import { KubernetesSupport, kubernetesSupport } from './kubernetesSupport';
import { Release, ReleaseComponent } from './types';
import { upstreamVersion } from './versions';

/** A release, and whether it runs on the Kubernetes version in question. @public */
export interface FittingRelease {
  release: Release;
  support: KubernetesSupport;
}

/**
 * Releases to offer for a cluster: those that are tested with its Kubernetes
 * version. Where the cluster is newer than what any of them was tested with, the
 * newest one alone; where its version is not known, all.
 * @public
 */
export function fittingReleases(
  component: ReleaseComponent,
  kubernetesVersion: string | undefined,
): FittingRelease[] {
  const all = releasesOf(component).map(release => ({
    release,
    support: kubernetesSupport(release, kubernetesVersion),
  }));
  const fitting = all.filter(
    ({ support }) => support === 'supported' || support === 'unknown',
  );
  return fitting.length > 0
    ? fitting
    : all.filter(({ support }) => support === 'tooNew').slice(0, 1);
}

function fixable({ advisories }: Release): number {
  return advisories.filter(({ fixedIn }) => fixedIn.length > 0).length;
}

function isNewer(release: Release, version: string): boolean {
  const installed = upstreamVersion(version);
  return installed !== undefined && compare(release.version, installed) > 0;
}

/**
 * The release to go to from a version with known vulnerabilities: the newer one
 * with the fewest left that fits the cluster. Where none fits, the newest with
 * its `support` saying why not; undefined where there is nothing newer.
 * @public
 */
export function upgradeFor(
  component: ReleaseComponent,
  version: string,
  kubernetesVersion?: string,
): FittingRelease | undefined {
  const newer = releasesOf(component)
    .filter(release => isNewer(release, version))
    .sort((a, b) => fixable(a) - fixable(b) || compare(b.version, a.version))
    .map(release => ({
      release,
      support: kubernetesSupport(release, kubernetesVersion),
    }));
  return (
    newer.find(
      ({ support }) => support === 'supported' || support === 'unknown',
    ) ?? newer[0]
  );
}
