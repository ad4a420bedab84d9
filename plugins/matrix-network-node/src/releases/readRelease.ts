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

import { NotFoundError } from '@backstage/errors';
import {
  findRelease,
  Release,
  ReleaseComponent,
  releasesOf,
} from '@matrix-network/backstage-plugin-matrix-network-common';
import { createHash } from 'node:crypto';
import { ReleaseManifest } from './ReleaseSource';

/** Bytes that a manifest may have. The largest known, of cert-manager, has 1 MB. */
export const MAX_MANIFEST_BYTES = 8 * 1024 * 1024;

/** @throws NotFoundError naming the versions that the catalogue has. */
export function catalogueRelease(
  component: ReleaseComponent,
  version: string,
): Release {
  const release = findRelease(component, version);
  if (!release) {
    const known = releasesOf(component).map(({ version: other }) => other);
    throw new NotFoundError(
      `There is no release '${version}' of ${component}; accepted: ${known.join(
        ', ',
      )}`,
    );
  }
  return release;
}

export function toManifest(release: Release, bytes: Buffer): ReleaseManifest {
  return {
    component: release.component,
    version: release.version,
    yaml: bytes.toString('utf8'),
    sha256: createHash('sha256').update(bytes).digest('hex'),
  };
}
