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

import { assertError } from '@backstage/errors';
import {
  Release,
  releaseCatalogue,
} from '@matrix-network/backstage-plugin-matrix-network-common';
import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { MirrorFolderReleaseSource } from '../MirrorFolderReleaseSource';
import { parseRelease } from '../parseRelease';
import {
  ReleaseVerification,
  VerifiedReleaseSource,
} from '../VerifiedReleaseSource';
import { DIGEST_LIST, isMissing, readDigestList } from './digestList';
import { FolderDigestStore } from './FolderDigestStore';

/** What a check of a mirror's folder says of one of its files. @public */
export interface MirrorFile {
  /** In the mirror. */
  path: string;
  sha256?: string;
  /** Absent where the file is as it should be. */
  problem?: string;
}

async function exists(path: string): Promise<boolean> {
  try {
    return (await stat(path)).isFile();
  } catch (error) {
    if (isMissing(error)) {
      return false;
    }
    throw error;
  }
}

async function checkRelease(
  folder: string,
  release: Release,
  digests: ReadonlyMap<string, string>,
  verify: ReleaseVerification,
): Promise<MirrorFile> {
  const { path, component, version } = release;
  const source = new MirrorFolderReleaseSource(folder);
  const verified = new VerifiedReleaseSource(
    source,
    new FolderDigestStore(folder, digests),
    verify,
  );
  const listed = digests.get(path);
  try {
    const { sha256 } = await source.get(component, version);
    if (listed !== undefined && listed !== sha256) {
      const problem = `has sha256 ${sha256}, but ${DIGEST_LIST} says ${listed}: it was cut off or changed`;
      return { path, sha256, problem };
    }
    parseRelease(await verified.get(component, version));
    return listed === undefined
      ? { path, sha256, problem: `is not in ${DIGEST_LIST}` }
      : { path, sha256 };
  } catch (error) {
    assertError(error);
    return { path, problem: error.message };
  }
}

/**
 * Reads every release of a mirror's folder as the backend would, holds it against
 * the list of digests and against the catalogue, and looks through it.
 * @public
 */
export async function checkMirror(
  folder: string,
  options: { verify?: ReleaseVerification } = {},
): Promise<MirrorFile[]> {
  const { verify = 'catalogue' } = options;
  const digests = await readDigestList(folder);
  if (!digests) {
    return [{ path: DIGEST_LIST, problem: `${folder} has no such file` }];
  }
  const files: MirrorFile[] = [];
  for (const release of releaseCatalogue) {
    if (
      digests.has(release.path) ||
      (await exists(join(folder, release.path)))
    ) {
      files.push(await checkRelease(folder, release, digests, verify));
    }
  }
  const known = new Set(releaseCatalogue.map(({ path }) => path));
  const unknown = [...digests.keys()].filter(path => !known.has(path));
  return [
    ...files,
    ...unknown.map(path => ({
      path,
      problem: 'is no release of the catalogue',
    })),
  ];
}
