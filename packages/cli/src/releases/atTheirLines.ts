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

import { ReleaseName } from '@matrix-network/backstage-plugin-matrix-network-node';
import { InputProblems } from '../input/InputProblems';
import { digestListFaults } from './digestListFaults';
import { manifestFaults } from './manifestFaults';

/** Whether a mirror is a folder, rather than an address. */
export function isFolder(mirror: string | undefined): mirror is string {
  return mirror !== undefined && !/^https?:\/\//.test(mirror);
}

/**
 * Does something with releases. Where that fails over what a mirror's folder has
 * in it, the error says at which lines.
 */
export async function atTheirLines<T>(
  {
    lists = [],
    manifests = [],
    releases = [],
  }: {
    /** Folders whose list of digests is read. */
    lists?: readonly string[];
    /** Folders whose manifests are read, those of `releases`. */
    manifests?: readonly string[];
    releases?: readonly ReleaseName[];
  },
  run: () => Promise<T>,
): Promise<T> {
  try {
    return await run();
  } catch (error) {
    const faults = [
      ...lists.flatMap(digestListFaults),
      ...manifests.flatMap(folder =>
        releases.flatMap(release => manifestFaults(folder, release)),
      ),
    ];
    throw faults.length > 0 ? new InputProblems(faults) : error;
  }
}
