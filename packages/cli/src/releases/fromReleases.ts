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
  findRelease,
  KubernetesObject,
} from '@matrix-network/backstage-plugin-matrix-network-common';
import {
  describeObject,
  ReleaseManifests,
  ReleaseObjects,
} from '@matrix-network/backstage-plugin-matrix-network-node';
import path from 'node:path';
import { z } from 'zod';
import { pathText, valueAt } from '../input/fieldPath';
import { InputProblem, InputProblems } from '../input/InputProblems';
import { FieldPath } from '../input/SourceDocument';
import { isFolder } from './atTheirLines';
import { documentsOf } from './manifestFaults';

type Make<T> = (releases: ReleaseManifests) => T;

/** One thing wrong with an object, or with the whole. */
interface Fault {
  path: FieldPath;
  message: string;
}

function faultsOf(error: Error): Fault[] {
  return error instanceof z.ZodError
    ? error.issues.map(({ path: given, message }) => ({
        path: given.map(part =>
          typeof part === 'number' ? part : String(part),
        ),
        message,
      }))
    : [{ path: [], message: error.message }];
}

function errorOf<T>(
  make: Make<T>,
  releases: ReleaseManifests,
): string | undefined {
  try {
    make(releases);
    return undefined;
  } catch (error) {
    assertError(error);
    return error.message;
  }
}

/** Whether a fault may be this object's: it names the object, or a field that the object has the parent of. */
function mayBeOf(error: Error, object: KubernetesObject): boolean {
  return faultsOf(error).every(({ path: field, message }) =>
    field.length > 0
      ? valueAt(object, field.slice(0, -1)) !== undefined
      : message.includes(describeObject(object)),
  );
}

/** The release over which it fails just so when it is alone, and its object without which it does not. */
function culpritOf<T>(
  make: Make<T>,
  { ingressNginx, certManager }: ReleaseManifests,
  error: Error,
): { release: ReleaseObjects; index: number } | undefined {
  const candidates = [
    {
      release: ingressNginx,
      alone: (release: ReleaseObjects) => ({ ingressNginx: release }),
    },
    {
      release: certManager,
      alone: (release: ReleaseObjects) => ({ certManager: release }),
    },
  ];
  for (const { release, alone } of candidates) {
    if (release && errorOf(make, alone(release)) === error.message) {
      const index = release.objects.findIndex(
        object =>
          mayBeOf(error, object) &&
          errorOf(
            make,
            alone({
              ...release,
              objects: release.objects.filter(other => other !== object),
            }),
          ) !== error.message,
      );
      return { release, index };
    }
  }
  return undefined;
}

function problemsOf(
  error: Error,
  { release, index }: { release: ReleaseObjects; index: number },
  folder: string,
): InputProblem[] {
  const { component, version, objects } = release;
  const file = path.join(
    folder,
    findRelease(component, version)?.path ?? component,
  );
  const object = objects.at(index);
  if (index < 0 || !object) {
    return [{ location: { file, line: 1 }, message: error.message }];
  }
  const { locate } = documentsOf(file)[index];
  return faultsOf(error).map(({ path: field, message }) => ({
    location: locate(field),
    object: describeObject(object),
    ...(field.length > 0 && { path: pathText(field) }),
    message,
  }));
}

/**
 * Makes something of releases. Where it can't be made of what a mirror's folder
 * has in it, the error says at which line.
 */
export function fromReleases<T>(
  releases: ReleaseManifests,
  { mirror }: { mirror?: string },
  make: Make<T>,
): T {
  try {
    return make(releases);
  } catch (error) {
    assertError(error);
    const culprit = isFolder(mirror)
      ? culpritOf(make, releases, error)
      : undefined;
    throw culprit && isFolder(mirror)
      ? new InputProblems(problemsOf(error, culprit, mirror))
      : error;
  }
}
