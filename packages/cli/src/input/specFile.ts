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
  parseStackSpec,
  parseStackSpecDocument,
  SPEC_API_VERSION,
  SPEC_KIND,
  StackSpec,
  validateStackSpec,
} from '@matrix-network/backstage-plugin-matrix-network-common';
import { assertError } from '@backstage/errors';
import { z } from 'zod';
import { problemAtText, problemOf } from './describeProblem';
import { InputProblem, InputProblems } from './InputProblems';
import { readDocuments } from './readDocuments';
import { SourceObject, unpackObjects } from './SourceObject';

const withSpec = z.object({
  metadata: z.object({ name: z.string() }),
  spec: z.record(z.string(), z.unknown()),
});

/** Problems of a spec, each at the field that has it. */
function fieldProblems(object: SourceObject): InputProblem[] {
  const { data } = withSpec.safeParse(object.value);
  const isSpec =
    object.kind === SPEC_KIND && object.apiVersion === SPEC_API_VERSION;
  if (!isSpec || !data || 'name' in data.spec) {
    return [];
  }
  return validateStackSpec({
    ...data.spec,
    name: data.metadata.name,
  }).issues.map(({ field, message }) =>
    specProblem({ object }, field, message),
  );
}

/**
 * The spec that a `MatrixCluster` document holds.
 *
 * @throws InputProblems that names every field that is not accepted
 */
export function specOf(object: SourceObject): StackSpec {
  try {
    return parseStackSpecDocument(object.value);
  } catch (error) {
    assertError(error);
    const problems = fieldProblems(object);
    throw new InputProblems(
      problems.length > 0 ? problems : [problemOf(object, [], error.message)],
    );
  }
}

function onlyObjectOf(file: string): SourceObject {
  const [object, second] = unpackObjects(readDocuments([file]));
  if (!object || second) {
    throw new InputProblems([
      second
        ? problemOf(
            second,
            [],
            'a second document; one of kind MatrixCluster is accepted',
          )
        : {
            location: { file, line: 1 },
            message: 'no document; one of kind MatrixCluster is accepted',
          },
    ]);
  }
  return object;
}

/** A spec, and the document that it was read from. */
export interface SpecSource {
  spec: StackSpec;
  object: SourceObject;
}

/** The spec in a file, which holds one, and its document. */
export function readSpecSource(file: string): SpecSource {
  const object = onlyObjectOf(file);
  return { spec: specOf(object), object };
}

/** The spec in a file, which holds one. */
export function readSpecFile(file: string): StackSpec {
  return readSpecSource(file).spec;
}

/** Something wrong with a field of a spec (`ingress.release`), at its line or at that of what is above it. */
export function specProblem(
  { object }: Pick<SpecSource, 'object'>,
  field: string,
  message: string,
): InputProblem {
  return problemAtText(
    object,
    field === 'name' ? 'metadata.name' : `spec.${field}`,
    message,
  );
}

/** What holds where nobody gave a spec: the product's defaults, in namespace `matrix`. */
export function defaultSpec(
  changes: {
    name?: string;
    kubernetesCluster?: string;
    namespace?: string;
  } = {},
): StackSpec {
  return parseStackSpec({
    name: 'matrix',
    kubernetesCluster: 'unnamed',
    // Policies and their contract depend on neither of these.
    domain: 'matrix.example.org',
    targetCcu: 1,
    ...changes,
  });
}
