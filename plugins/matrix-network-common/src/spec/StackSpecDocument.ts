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
import { z } from 'zod';
import { describeIssues } from './describeIssues';
import { parseStackSpec, sentenceOf } from './parseStackSpec';
import { StackSpec } from './StackSpec';

/** Version of the spec's file form. @public */
export const SPEC_API_VERSION = 'matrix-network.io/v1';
/** Kind of the spec's file form. @public */
export const SPEC_KIND = 'MatrixCluster';

/** A spec as a file has it: in the form of a Kubernetes object. @public */
export interface MatrixClusterDocument {
  apiVersion: typeof SPEC_API_VERSION;
  kind: typeof SPEC_KIND;
  metadata: { name: string };
  spec: Omit<StackSpec, 'name'>;
}

const envelopeSchema = z.strictObject({
  apiVersion: z.string(),
  kind: z.string(),
  metadata: z.strictObject({ name: z.string() }),
  spec: z.record(z.string(), z.unknown()),
});

/**
 * Reads a spec from its file form.
 * @throws InputError for another version or kind, and for every bad field.
 * @public
 */
export function parseStackSpecDocument(document: unknown): StackSpec {
  const envelope = envelopeSchema.safeParse(document);
  if (!envelope.success) {
    const issues = describeIssues(envelope.error, document, envelopeSchema);
    throw new InputError(
      `This is not a ${SPEC_KIND} document. ${sentenceOf(issues)}`,
    );
  }
  const { apiVersion, kind, metadata, spec } = envelope.data;
  if (apiVersion !== SPEC_API_VERSION || kind !== SPEC_KIND) {
    throw new InputError(
      `${kind} of ${apiVersion} is not a spec that this version reads; expected kind ${SPEC_KIND} of apiVersion ${SPEC_API_VERSION}`,
    );
  }
  if ('name' in spec) {
    throw new InputError(
      'The spec is not valid. spec.name: there is no such field; in a file the name stands in metadata.name',
    );
  }
  return parseStackSpec({ ...spec, name: metadata.name });
}

/** The spec in its file form, every field written out. @public */
export function toStackSpecDocument(
  stackSpec: StackSpec,
): MatrixClusterDocument {
  const { name, ...spec } = stackSpec;
  return {
    apiVersion: SPEC_API_VERSION,
    kind: SPEC_KIND,
    metadata: { name },
    spec,
  };
}
