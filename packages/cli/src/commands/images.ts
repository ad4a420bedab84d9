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
  parseStackSpec,
  StackSpec,
  validateStackSpec,
} from '@matrix-network/backstage-plugin-matrix-network-common';
import { ReleaseVerification } from '@matrix-network/backstage-plugin-matrix-network-node';
import { ExitCode, exitCodes, Host } from '../Host';
import { copyScript, CopyTool } from '../images/copyScript';
import { StackImage } from '../images/StackImage';
import { stackImages } from '../images/stackImages';
import { noFacts } from '../input/noFacts';
import { readSpecFile } from '../input/specFile';
import { fromReleases } from '../releases/fromReleases';
import { readReleases } from '../releases/readReleases';

/** Options of `images`. */
export interface ImagesOptions {
  file: string;
  registry?: string;
  mirror?: string;
  digests: ReleaseVerification;
  probeImage?: string;
  output: 'list' | 'json' | CopyTool;
}

function specOf({ file, registry }: ImagesOptions): StackSpec {
  const spec = readSpecFile(file);
  if (registry === undefined) {
    return spec;
  }
  const given = { ...spec, images: { ...spec.images, registry } };
  const problem = validateStackSpec(given).issues.find(
    ({ field }) => field === 'images.registry',
  );
  if (problem) {
    throw new InputError(`--registry: ${problem.message}`);
  }
  return parseStackSpec(given);
}

function listOf(all: readonly StackImage[]): string {
  return all
    .map(({ source, target }) => `${source}${target ? ` ${target}` : ''}\n`)
    .join('');
}

function write(
  all: readonly StackImage[],
  spec: StackSpec,
  { output }: ImagesOptions,
  host: Host,
): void {
  switch (output) {
    case 'list':
      host.out(listOf(all));
      return;
    case 'json':
      host.out(`${JSON.stringify({ images: all }, undefined, 2)}\n`);
      return;
    default:
      if (spec.images.registry === null) {
        throw new InputError(
          `-o ${output} needs to know where the images go: --registry, or images.registry in the spec`,
        );
      }
      host.out(
        copyScript(
          output,
          all,
          `Images of Matrix cluster ${spec.name}, into ${spec.images.registry}.`,
        ),
      );
  }
}

/** `images -f spec.yaml`: every image that the stack runs. */
export async function images(
  options: ImagesOptions,
  host: Host,
): Promise<ExitCode> {
  const spec = specOf(options);
  const releases = await readReleases(
    spec,
    noFacts,
    options,
    '--mirror takes a folder or an address that has them',
  );
  const all = fromReleases(releases, options, given =>
    stackImages(spec, noFacts, given, options.probeImage),
  );
  const withoutDigest = all.filter(({ digest }) => digest === undefined);
  if (withoutDigest.length > 0) {
    host.err(
      `note: upstream gives no digest of ${withoutDigest.length} of ${
        all.length
      } images: ${withoutDigest.map(({ source }) => source).join(', ')}`,
    );
  }
  write(all, spec, options, host);
  return exitCodes.fine;
}
