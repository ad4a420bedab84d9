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
  defaultRelease,
  findRelease,
  ReleaseComponent,
  releaseCatalogue,
} from '@matrix-network/backstage-plugin-matrix-network-common';
import {
  checkMirror,
  HttpReleaseSource,
  MirrorFolderReleaseSource,
  ReleaseName,
  ReleaseSource,
  ReleaseVerification,
  writeMirror,
} from '@matrix-network/backstage-plugin-matrix-network-node';
import { ExitCode, exitCodes, Host } from '../Host';
import { readSpecFile } from '../input/specFile';
import { table } from '../output/table';
import { atTheirLines, isFolder } from '../releases/atTheirLines';
import { releasesOfSpec } from '../releases/readReleases';

/** Options of `mirror`. */
export interface MirrorOptions {
  to?: string;
  check?: string;
  from?: string;
  file?: string;
  release?: readonly string[];
  digests: ReleaseVerification;
  output: 'table' | 'json';
}

function parseReleaseName(text: string): ReleaseName {
  const [component, version = ''] = text.split('@');
  const release = releaseCatalogue.find(
    each =>
      each.component === component &&
      findRelease(each.component, version) === each,
  );
  if (!release) {
    const known = releaseCatalogue.map(
      each => `${each.component}@${each.version}`,
    );
    throw new InputError(
      `--release '${text}' is not in the catalogue; accepted: ${known.join(
        ', ',
      )}`,
    );
  }
  return release;
}

const components: readonly ReleaseComponent[] = [
  'ingress-nginx',
  'cert-manager',
];

/** Those named, those of the spec, or the default of each component. */
function chosenReleases({ release, file }: MirrorOptions): ReleaseName[] {
  const named = (release ?? []).map(parseReleaseName);
  const ofSpec = file ? releasesOfSpec(readSpecFile(file)) : [];
  const chosen = [...named, ...ofSpec];
  return chosen.length > 0
    ? chosen.filter(
        (each, index) =>
          chosen.findIndex(
            other =>
              other.component === each.component &&
              other.version === each.version,
          ) === index,
      )
    : components.map(defaultRelease);
}

function sourceOf(from: string | undefined): ReleaseSource {
  return isFolder(from)
    ? new MirrorFolderReleaseSource(from)
    : new HttpReleaseSource({ mirror: from });
}

async function write(
  folder: string,
  options: MirrorOptions,
  host: Host,
): Promise<ExitCode> {
  const { from } = options;
  const releases = chosenReleases(options);
  const sources = isFolder(from) ? [from] : [];
  const mirrored = await atTheirLines(
    { lists: [folder, ...sources], manifests: sources, releases },
    () =>
      writeMirror({
        folder,
        releases,
        source: sourceOf(from),
        verify: options.digests,
      }),
  );
  host.out(
    options.output === 'json'
      ? `${JSON.stringify({ folder, releases: mirrored }, undefined, 2)}\n`
      : table(
          ['STATE', 'SHA256', 'FILE'],
          mirrored.map(({ state, sha256, path }) => [state, sha256, path]),
        ),
  );
  return exitCodes.fine;
}

async function check(
  folder: string,
  { digests, output }: MirrorOptions,
  host: Host,
): Promise<ExitCode> {
  const files = await atTheirLines({ lists: [folder] }, () =>
    checkMirror(folder, { verify: digests }),
  );
  host.out(
    output === 'json'
      ? `${JSON.stringify({ folder, files }, undefined, 2)}\n`
      : table(
          ['FILE', 'SAYS'],
          files.map(({ path, problem }) => [path, problem ?? 'fine']),
        ),
  );
  return files.some(({ problem }) => problem !== undefined)
    ? exitCodes.violations
    : exitCodes.fine;
}

/** `mirror --to DIR` writes a mirror of releases, `mirror --check DIR` verifies one. */
export async function mirror(
  options: MirrorOptions,
  host: Host,
): Promise<ExitCode> {
  if (options.to !== undefined && options.check === undefined) {
    return write(options.to, options, host);
  }
  if (options.check !== undefined && options.to === undefined) {
    return check(options.check, options, host);
  }
  throw new InputError(
    'mirror needs one of --to FOLDER, to write a mirror, and --check FOLDER, to verify one',
  );
}
