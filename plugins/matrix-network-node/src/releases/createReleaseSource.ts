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

import { DigestStore } from './DigestStore';
import { HttpReleaseSource } from './HttpReleaseSource';
import { MirrorFolderReleaseSource } from './MirrorFolderReleaseSource';
import { ReleaseSource } from './ReleaseSource';
import {
  ReleaseVerification,
  VerifiedReleaseSource,
} from './VerifiedReleaseSource';

/**
 * The source of releases for `matrixNetwork.releases.mirror`: an http(s) address,
 * a folder, or upstream where there is none. Digests are verified.
 * @public
 */
export function createReleaseSource(options: {
  mirror?: string;
  digests: DigestStore;
  /** Default `catalogue`. */
  verify?: ReleaseVerification;
}): ReleaseSource {
  const { mirror, digests, verify } = options;
  const source =
    mirror && !/^https?:\/\//.test(mirror)
      ? new MirrorFolderReleaseSource(mirror)
      : new HttpReleaseSource({ mirror });
  return new VerifiedReleaseSource(source, digests, verify);
}
