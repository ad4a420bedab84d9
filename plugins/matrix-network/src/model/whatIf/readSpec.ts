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
  ClusterFacts,
  parseStackSpecDocument,
  StackSpec,
  StackWarning,
  validateStackSpec,
} from '@matrix-network/backstage-plugin-matrix-network-common';
import {
  isRecord,
  readYaml,
  shownValue,
  TextProblem,
  YamlPart,
} from './readYaml';

/** A spec that somebody wrote, or what is wrong with it. */
export type ReadSpec =
  | { spec: StackSpec; warnings: readonly StackWarning[] }
  | { problems: TextProblem[] };

/** A field of a spec where its file has it. */
function inFile(field: string): string {
  if (field === 'name') {
    return 'metadata.name';
  }
  return field === 'spec' ? 'spec' : `spec.${field}`;
}

function problemAt(
  { places }: YamlPart,
  field: string,
  message: string,
): TextProblem {
  const line = places.linesOf(field)?.from;
  return { ...(line !== undefined && { line }), field, message };
}

/** What may not change: the pods that are judged are those of this deployment. */
const fixedFields = ['name', 'kubernetesCluster', 'namespace'] as const;

function fixedProblems(
  part: YamlPart,
  spec: StackSpec,
  current: StackSpec,
): TextProblem[] {
  return fixedFields
    .filter(field => spec[field] !== current[field])
    .map(field =>
      problemAt(
        part,
        inFile(field),
        `${shownValue(spec[field])} is another deployment: '${
          current[field]
        }' is accepted, since its pods are what is judged.`,
      ),
    );
}

/** The fields that are wrong, each by itself; the whole message where the envelope is. */
function problemsOf(
  part: YamlPart,
  facts: ClusterFacts,
  error: unknown,
): TextProblem[] {
  const { value } = part;
  const metadata = isRecord(value) ? value.metadata : undefined;
  const fields = isRecord(value) ? value.spec : undefined;
  const issues =
    isRecord(metadata) && isRecord(fields) && !('name' in fields)
      ? validateStackSpec({ ...fields, name: metadata.name }, facts).issues
      : [];
  return issues.length > 0
    ? issues.map(({ field, message }) =>
        problemAt(part, inFile(field), message),
      )
    : [
        {
          line: 1,
          field: '',
          message: error instanceof Error ? error.message : String(error),
        },
      ];
}

/** The spec of one Matrix cluster from the YAML of its file. */
export function readSpec(
  text: string,
  current: StackSpec,
  facts: ClusterFacts,
): ReadSpec {
  const read = readYaml(text);
  if ('problems' in read) {
    return read;
  }
  const [part, ...more] = read.parts;
  if (!part || more.length > 0) {
    return {
      problems: [
        {
          field: '',
          message: `${read.parts.length} documents are here: one is accepted.`,
        },
      ],
    };
  }
  try {
    const spec = parseStackSpecDocument(part.value);
    const { issues, warnings } = validateStackSpec(spec, facts);
    const problems = [
      ...issues.map(({ field, message }) =>
        problemAt(part, inFile(field), message),
      ),
      ...fixedProblems(part, spec, current),
    ];
    return problems.length > 0 ? { problems } : { spec, warnings };
  } catch (error) {
    return { problems: problemsOf(part, facts, error) };
  }
}
