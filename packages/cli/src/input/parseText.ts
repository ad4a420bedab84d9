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
  CollectionTag,
  ScalarTag,
  Tags,
} from 'yaml';
import { InputProblem, InputProblems, Location } from './InputProblems';
import { limits } from './limits';
import { FieldPath, SourceDocument } from './SourceDocument';

const BOOLEAN = 'tag:yaml.org,2002:bool';
const FLOAT = 'tag:yaml.org,2002:float';
const INTEGER = 'tag:yaml.org,2002:int';
const SINGLE_LETTER = /^[yYnN]$/;

/** Numbers as Go reads them: `e1` and `.` are text, and so is what is too large. */
const numbers: ScalarTag[] = [
  {
    tag: INTEGER,
    default: true,
    test: /^[-+]?0(?:b[01_]+|o[0-7_]+|x[\da-f_]+)$/i,
    resolve(text) {
      const digits = text.replace(/[-+_]/g, '').toLowerCase();
      return text.startsWith('-') ? -Number(digits) : Number(digits);
    },
  },
  {
    tag: FLOAT,
    default: true,
    test: /^[-+]?(?:\.\d[\d_]*|\d[\d_]*(?:\.[\d_]*)?)(?:e[-+]?\d+)?$/i,
    resolve(text) {
      const value = Number(text.replace(/_/g, ''));
      return Number.isFinite(value) ? value : text;
    },
  },
];

function isForeign({ tag, format, test }: ScalarTag | CollectionTag): boolean {
  return (
    tag === 'tag:yaml.org,2002:timestamp' ||
    format === 'TIME' ||
    (tag === FLOAT && test?.test('1.5e1') === true) ||
    (tag === FLOAT && test?.test('1.5') === true)
  );
}

/**
 * Kubernetes' own YAML library knows neither dates nor numbers of base 60. A
 * namespace called `y` is a name: few libraries still make a boolean of it.
 */
function kubernetesTags(tags: Tags): Tags {
  const known = tags
    .filter(tag => typeof tag === 'string' || !isForeign(tag))
    .map(tag =>
      typeof tag !== 'string' && tag.tag === BOOLEAN && !tag.collection
        ? { ...tag, test: withoutSingleLetters(tag.test) }
        : tag,
    );
  return [...known, ...numbers];
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

/** Text in JSON; before a colon it is a key, and only there. */
const TEXT = /"[^"\\]*(?:\\.[^"\\]*)*"(\s*:)?/g;

function countKeys(value: unknown): number {
  return typeof value === 'object' && value !== null
    ? Object.values(value).reduce<number>(
        (sum, field) => sum + countKeys(field),
        Array.isArray(value) ? 0 : Object.keys(value).length,
      )
    : 0;
}

/** Whether an object has one key twice: `JSON.parse` takes the last without a word, the API server refuses it. */
function hasKeysTwice(text: string, value: unknown): boolean {
  let written = 0;
  for (const [, colon] of text.matchAll(TEXT)) {
    written += colon ? 1 : 0;
  }
  return written !== countKeys(value);
}

function jsonValue(text: string): { value: unknown } | undefined {
  if (!/^\s*[[{]/.test(text)) {
    return undefined;
  }
  try {
    const value: unknown = JSON.parse(text);
    // YAML names the place of the second key.
    return hasKeysTwice(text, value) ? undefined : { value };
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
