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

import { ReleaseComponent } from '@matrix-network/backstage-plugin-matrix-network-common';

/** The manifest of a release, as its bytes read. @public */
export interface ReleaseManifest {
  component: ReleaseComponent;
  version: string;
  yaml: string;
  /** Of the bytes, lower-case hex. */
  sha256: string;
  /**
   * `own`: of the mirror's own making, so that it need not be as whole as
   * upstream's and may run other images. Absent: it has to be upstream's.
   */
  making?: 'upstream' | 'own';
}

/** Where manifests of releases come from: a mirror, or upstream. @public */
export interface ReleaseSource {
  /** @throws NotFoundError when the source does not have that release, ServiceUnavailableError when it does not answer. */
  get(
    component: ReleaseComponent,
    version: string,
    options?: { signal?: AbortSignal },
  ): Promise<ReleaseManifest>;
  /**
   * The sha256 that a mirror's own list (`SHA256SUMS`) has of that release;
   * undefined where there is no list, or the release is not in it.
   * @throws NotFoundError or ServiceUnavailableError when there may be a list, but it can't be read
   */
  listedDigest?(
    component: ReleaseComponent,
    version: string,
    options?: { signal?: AbortSignal },
  ): Promise<string | undefined>;
}
