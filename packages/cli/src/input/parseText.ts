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
  Document,
  isCollection,
  isMap,
  isNode,
  isScalar,
  LineCounter,
  Node,
  ParsedNode,
  parseAllDocuments,
  Tags,
} from 'yaml';
import { InputProblem, InputProblems, Location } from './InputProblems';
import { limits } from './limits';
import { FieldPath, SourceDocument } from './SourceDocument';

const BOOLEAN = 'tag:yaml.org,2002:bool';
const SINGLE_LETTER = /^[yYnN]$/;

/**
 * Kubernetes' own YAML library knows neither dates nor numbers of base 60. A
 * namespace called `y` is a name: few libraries still make a boolean of it.
 */
function kubernetesTags(tags: Tags): Tags {
  return tags
    .filter(
      tag =>
        typeof tag === 'string' ||
        (tag.tag !== 'tag:yaml.org,2002:timestamp' && tag.format !== 'TIME'),
    )
    .map(tag =>
      typeof tag !== 'string' && tag.tag === BOOLEAN && !tag.collection
        ? { ...tag, test: withoutSingleLetters(tag.test) }
        : tag,
    );
}

function withoutSingleLetters(test: RegExp | undefined): RegExp | undefined {
  return test && new RegExp(`(?!${SINGLE_LETTER.source})${test.source}`);
}

function parseYaml(text: string) {
  const lines = new LineCounter();
  const documents = parseAllDocuments(text, {
    lineCounter: lines,
    prettyErrors: false,
    // As kubectl reads it: `on`, `off`, `yes` and `no` are true and false.
    version: '1.1',
    customTags: kubernetesTags,
  });
  return { lines, documents: [...documents] };
}

/** The key of the field where it has one, else its value. */
function nodeAt(document: Document.Parsed, path: FieldPath): Node | undefined {
  let node: unknown = document.contents;
  let found: Node | undefined = document.contents ?? undefined;
  for (const part of path) {
    if (!isCollection(node)) {
      return found;
    }
    const pair = isMap(node)
      ? node.items.find(
          ({ key }) => isScalar(key) && String(key.value) === String(part),
        )
      : undefined;
    node = pair ? pair.value : node.get(part, true);
    const here = pair ? pair.key : node;
    if (!isNode(here)) {
      return found;
    }
    found = here;
  }
  return found;
}

function locationOf(
  file: string,
  lines: LineCounter,
  offset: number | undefined,
): Location {
  if (offset === undefined) {
    return { file };
  }
  const { line, col } = lines.linePos(offset);
  return { file, line, column: col };
}

function valueOf(
  document: Document.Parsed<ParsedNode, boolean>,
  start: Location,
): unknown {
  try {
    return document.toJS({ maxAliasCount: limits.aliases });
  } catch (error) {
    assertError(error);
    throw new InputProblems([{ location: start, message: error.message }]);
  }
}

function yamlDocuments(text: string, file: string): SourceDocument[] {
  const { lines, documents } = parseYaml(text);
  const problems = documents.flatMap(({ errors }) =>
    errors.map(
      ({ pos, message }): InputProblem => ({
        location: locationOf(file, lines, pos[0]),
        message: `this is not YAML: ${message}`,
      }),
    ),
  );
  if (problems.length > 0) {
    throw new InputProblems(problems);
  }
  return documents.map(document => {
    const locate = (path: FieldPath) =>
      locationOf(file, lines, nodeAt(document, path)?.range?.[0]);
    return { value: valueOf(document, locate([])), locate };
  });
}

function jsonValue(text: string): { value: unknown } | undefined {
  if (!/^\s*[[{]/.test(text)) {
    return undefined;
  }
  try {
    return { value: JSON.parse(text) };
  } catch {
    // YAML in flow style begins like JSON, and names the place of a fault.
    return undefined;
  }
}

/**
 * The documents of a YAML or JSON text. Places in a JSON text are looked up
 * only when asked for: it is much faster read as JSON.
 *
 * @throws InputProblems with line and column where the text is neither
 */
export function parseText(text: string, file: string): SourceDocument[] {
  const withoutMark = text.replace(/^\uFEFF/, '');
  const json = jsonValue(withoutMark);
  if (!json) {
    return yamlDocuments(withoutMark, file);
  }
  let located: SourceDocument | undefined;
  return [
    {
      value: json.value,
      locate(path) {
        located ??= yamlDocuments(withoutMark, file)[0];
        return located.locate(path);
      },
    },
  ];
}
