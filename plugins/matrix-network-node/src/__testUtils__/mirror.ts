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
import { aSpec, someFacts } from './specs';

/**
 * Folder with the real upstream manifests, in a mirror's layout. They are not
 * part of the repository; suites over them are skipped where there is none.
 */
export const realMirror = process.env.MATRIX_NETWORK_TEST_MIRROR;

if (!realMirror) {
  process.stderr.write(
    'SKIPPED: tests over the real upstream manifests. Set MATRIX_NETWORK_TEST_MIRROR to a mirror of the releases to run them.\n',
  );
}

/** The releases that every suite over the real manifests goes through. */
export const realVersions = [
  { ingress: '1.15.1', certManager: '1.21.1' },
  { ingress: '1.11.1', certManager: '1.14.0' },
];

/** The two releases as the mirror has them. */
export async function realReleases(versions: {
  ingress: string;
  certManager: string;
}): Promise<ReleaseManifests> {
  const spec = aSpec({
    ingress: { release: versions.ingress },
    certificates: { release: versions.certManager },
  });
  return loadReleases(
    spec,
    someFacts,
    new MirrorFolderReleaseSource(realMirror ?? ''),
  );
}
