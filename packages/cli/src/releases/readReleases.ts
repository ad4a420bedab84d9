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

import { InputError } from '@backstage/errors';
import {
  ClusterFacts,
  StackSpec,
} from '@matrix-network/backstage-plugin-matrix-network-common';
import {
  createReleaseSource,
  InMemoryDigestStore,
  loadReleases,
  ReleaseManifests,
  ReleaseName,
  ReleaseVerification,
} from '@matrix-network/backstage-plugin-matrix-network-node';
import { InputProblems } from '../input/InputProblems';
import { atTheirLines, isFolder } from './atTheirLines';

/** The releases that a spec may install. */
export function releasesOfSpec({
  ingress,
  certificates,
}: StackSpec): ReleaseName[] {
  return [
    { component: 'ingress-nginx', version: ingress.release },
    ...(certificates.management === 'install'
      ? [{ component: 'cert-manager' as const, version: certificates.release }]
      : []),
  ];
}

/** The releases that a spec installs, verified. @throws InputProblems at the lines that are wrong, or InputError that says what to do without them */
export async function readReleases(
  spec: StackSpec,
  facts: ClusterFacts,
  options: { mirror?: string; digests: ReleaseVerification },
  hint: string,
): Promise<ReleaseManifests> {
  const source = createReleaseSource({
    mirror: options.mirror,
    digests: new InMemoryDigestStore(),
    verify: options.digests,
  });
  const mirrors = isFolder(options.mirror) ? [options.mirror] : [];
  try {
    return await atTheirLines(
      { lists: mirrors, manifests: mirrors, releases: releasesOfSpec(spec) },
      () => loadReleases(spec, facts, source),
    );
  } catch (error) {
    if (error instanceof InputProblems) {
      throw error;
    }
    throw new InputError(
      `The releases that the stack installs could not be read; ${hint}`,
      error,
    );
  }
}
