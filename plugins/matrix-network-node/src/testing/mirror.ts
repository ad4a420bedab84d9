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

import { loadReleases, MirrorFolderReleaseSource } from '../releases';
import { ReleaseManifests } from '../releases/loadReleases';
import { aSpec, noFacts } from './specs';

/** Folder with the real upstream manifests, in a mirror's layout. */
export const realMirror = process.env.MATRIX_NETWORK_TEST_MIRROR;

/**
 * A suite over the real upstream manifests. They are not part of the repository:
 * without a mirror the suite says so, loudly, and is skipped.
 */
export function describeWithRealManifests(
  title: string,
  suite: (mirror: string) => void,
): void {
  if (realMirror) {
    describe(`${title} (real manifests)`, () => suite(realMirror));
    return;
  }
  describe.skip(`${title} (SKIPPED: set MATRIX_NETWORK_TEST_MIRROR to a mirror of the releases)`, () => {
    it('needs the real manifests', () => {});
  });
}

/** The two releases as a mirror has them. */
export async function realReleases(
  mirror: string,
  versions: { ingress: string; certManager: string },
): Promise<ReleaseManifests> {
  const spec = aSpec({
    ingress: { release: versions.ingress },
    certificates: { release: versions.certManager },
  });
  return loadReleases(spec, noFacts, new MirrorFolderReleaseSource(mirror));
}
