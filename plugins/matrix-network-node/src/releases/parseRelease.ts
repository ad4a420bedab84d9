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
  KubernetesObject,
  ReleaseComponent,
} from '@matrix-network/backstage-plugin-matrix-network-common';
import { parseAllDocuments } from 'yaml';
import { kubernetesObjectSchema } from '../cluster/objectSchema';
import { inspections, wholeManifest } from './inspect';
import { ReleaseManifest } from './ReleaseSource';
import { objectKey, releaseShapes } from './shapes';

/** A release's objects, read from its manifest and not yet patched. @public */
export interface ReleaseObjects {
  component: ReleaseComponent;
  version: string;
  sha256: string;
  objects: KubernetesObject[];
}

const MAX_OBJECTS = 200;

/**
 * Reads a manifest's objects. What upstream's manifest does not have is refused:
 * it would go in with the applier's rights.
 * @throws InputError when it is not YAML, or not what a release of this component is.
 * @public
 */
export function parseRelease(manifest: ReleaseManifest): ReleaseObjects {
  const { component, version, sha256 } = manifest;
  const refuse = (reason: string, cause?: unknown) =>
    new InputError(
      `The manifest of ${component} ${version} ${reason}. Nothing of it is used`,
      cause,
    );

  const objects: KubernetesObject[] = [];
  for (const [index, value] of parseYaml(manifest.yaml, refuse).entries()) {
    const parsed = kubernetesObjectSchema.safeParse(value);
    if (!parsed.success) {
      throw refuse(
        `has a document (number ${index + 1}) that is no Kubernetes object`,
        parsed.error,
      );
    }
    const problem = problemOf(parsed.data, component);
    if (problem) {
      throw refuse(problem);
    }
    objects.push(parsed.data);
  }
  if (objects.length === 0 || objects.length > MAX_OBJECTS) {
    throw refuse(
      `has ${objects.length} objects; accepted: 1 to ${MAX_OBJECTS}`,
    );
  }
  const twice = repeated(objects);
  if (twice) {
    throw refuse(`holds ${twice} twice`);
  }
  const incomplete =
    manifest.making === 'own'
      ? undefined
      : wholeManifest(objects, releaseShapes[component], manifest);
  if (incomplete) {
    throw refuse(incomplete);
  }
  return { component, version, sha256, objects };
}

function parseYaml(
  yaml: string,
  refuse: (reason: string, cause?: unknown) => Error,
): unknown[] {
  const documents = parseAllDocuments(yaml);
  const values: unknown[] = [];
  for (const document of documents) {
    const [error] = document.errors;
    if (error) {
      throw refuse('is not valid YAML', error);
    }
    const value: unknown = document.toJS({ maxAliasCount: 100 });
    if (value !== null && value !== undefined) {
      values.push(value);
    }
  }
  return values;
}

function problemOf(
  object: KubernetesObject,
  component: ReleaseComponent,
): string | undefined {
  for (const inspect of inspections) {
    const problem = inspect(object, releaseShapes[component]);
    if (problem) {
      return problem;
    }
  }
  return undefined;
}

function repeated(objects: readonly KubernetesObject[]): string | undefined {
  const seen = new Set<string>();
  return objects.map(objectKey).find(key => {
    const again = seen.has(key);
    seen.add(key);
    return again;
  });
}
