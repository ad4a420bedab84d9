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
  Release,
  ReleaseComponent,
} from '@matrix-network/backstage-plugin-matrix-network-common';
import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseRelease } from '../parseRelease';
import { catalogueRelease } from '../readRelease';
import { ReleaseSource } from '../ReleaseSource';
import {
  ReleaseVerification,
  VerifiedReleaseSource,
} from '../VerifiedReleaseSource';
import { isMissing, readDigestList } from './digestList';
import { FolderDigestStore } from './FolderDigestStore';
import { writeWhole } from './writeWhole';

/** A release, by name. @public */
export interface ReleaseName {
  component: ReleaseComponent;
  version: string;
}

/** What became of one release in a mirror's folder. @public */
export interface MirroredRelease extends ReleaseName {
  /** In the mirror. */
  path: string;
  sha256: string;
  /** `replaced`: what was there had another digest. */
  state: 'written' | 'replaced' | 'unchanged';
}

async function digestOf(path: string): Promise<string | undefined> {
  try {
    return createHash('sha256')
      .update(await readFile(path))
      .digest('hex');
  } catch (error) {
    if (isMissing(error)) {
      return undefined;
    }
    throw error;
  }
}

/**
 * Brings releases into a folder, in the layout that a mirror has, with a list of
 * digests beside them. Each is verified and looked through as before an apply.
 * What is there already and has the right digest is neither fetched nor touched.
 * @throws ConflictError when a digest is not the expected one
 * @public
 */
export async function writeMirror(options: {
  folder: string;
  releases: readonly ReleaseName[];
  /** Where they come from; what it gives is verified here. */
  source: ReleaseSource;
  /** Default `catalogue`. */
  verify?: ReleaseVerification;
  signal?: AbortSignal;
}): Promise<MirroredRelease[]> {
  const { folder, verify = 'catalogue', signal } = options;
  const recorded = (await readDigestList(folder)) ?? new Map<string, string>();
  const digests = new FolderDigestStore(folder, recorded);
  const source = new VerifiedReleaseSource(options.source, digests, verify);
  const expected = ({ sha256, path }: Release) =>
    (verify === 'catalogue' ? sha256 : undefined) ?? recorded.get(path);

  const mirrored: MirroredRelease[] = [];
  for (const { component, version } of options.releases) {
    const release = catalogueRelease(component, version);
    const path = join(folder, release.path);
    const there = await digestOf(path);
    const entry = { component, version: release.version, path: release.path };
    if (there !== undefined && there === expected(release)) {
      await digests.keep(release.path, there);
      mirrored.push({ ...entry, sha256: there, state: 'unchanged' });
      continue;
    }
    const manifest = await source.get(component, version, { signal });
    parseRelease(manifest);
    const sameBytes = there === manifest.sha256;
    if (!sameBytes) {
      await writeWhole(path, manifest.yaml);
    }
    await digests.keep(release.path, manifest.sha256);
    mirrored.push({
      ...entry,
      sha256: manifest.sha256,
      state: stateOf(there, sameBytes),
    });
  }
  return mirrored;
}

function stateOf(
  there: string | undefined,
  sameBytes: boolean,
): MirroredRelease['state'] {
  if (there === undefined) {
    return 'written';
  }
  return sameBytes ? 'unchanged' : 'replaced';
}
