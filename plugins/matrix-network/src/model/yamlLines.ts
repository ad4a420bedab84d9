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
  Document,
  isMap,
  isNode,
  isScalar,
  isSeq,
  LineCounter,
  Node,
  parseDocument,
  stringify,
} from 'yaml';

/** Lines of a text, counted from 1; both ends are part of it. */
export interface LineRange {
  from: number;
  to: number;
}

/** A piece of a YAML text, by offset. */
interface Piece {
  start: number;
  end: number;
}

/** Finds where in a YAML text a field stands. */
export interface YamlPlaces {
  /**
   * Lines of a field by its path, such as `spec.ingress[0].from[1]`. Where there
   * is no such field, those of what would hold it; undefined where nothing does.
   */
  linesOf(path: string): LineRange | undefined;
}

function pieceOf(node: Node | undefined): Piece | undefined {
  return node?.range ? { start: node.range[0], end: node.range[1] } : undefined;
}

/** A key at the beginning of a path: `a.b/c` of `a.b/c[0]`; keys may have dots in them. */
function restAfterKey(path: string, key: string): string | undefined {
  if (!path.startsWith(key)) {
    return undefined;
  }
  const rest = path.slice(key.length);
  return rest === '' || rest.startsWith('.') || rest.startsWith('[')
    ? rest
    : undefined;
}

function nodeOf(value: unknown): Node | undefined {
  return isNode(value) ? value : undefined;
}

/** Follows a path as far as it leads. */
function follow(
  node: Node | undefined,
  path: string,
  known: Piece | undefined,
): Piece | undefined {
  const here = known ?? pieceOf(node);
  if (path === '' || !node) {
    return here;
  }
  if (isSeq(node)) {
    const [step, index] = /^\[(\d+)\]/.exec(path) ?? [];
    const item = index === undefined ? undefined : node.items[Number(index)];
    return item === undefined || step === undefined
      ? here
      : follow(nodeOf(item), path.slice(step.length), undefined);
  }
  if (!isMap(node)) {
    return here;
  }
  const wanted = path.replace(/^\./, '');
  const [longest] = node.items
    .flatMap(({ key, value }) => {
      const name = isScalar(key) ? String(key.value) : undefined;
      const rest = name === undefined ? undefined : restAfterKey(wanted, name);
      return name === undefined || rest === undefined
        ? []
        : [{ name, rest, key: nodeOf(key), value: nodeOf(value) }];
    })
    .sort((a, b) => b.name.length - a.name.length);
  if (!longest) {
    return here;
  }
  const start = pieceOf(longest.key)?.start ?? here?.start;
  const end = (pieceOf(longest.value) ?? pieceOf(longest.key))?.end;
  const pair =
    start === undefined || end === undefined ? undefined : { start, end };
  return follow(longest.value, longest.rest, pair);
}

/** Where fields stand in a text that was parsed with this line counter. */
export function yamlPlaces(
  text: string,
  document: Document.Parsed,
  counter: LineCounter,
): YamlPlaces {
  return {
    linesOf: path => {
      const piece = follow(
        document.contents ?? undefined,
        path,
        pieceOf(document.contents ?? undefined),
      );
      if (!piece) {
        return undefined;
      }
      // A block ends after its last line break; what is seen of it ends before.
      const seen = text.slice(piece.start, piece.end).trimEnd().length;
      const last = piece.start + Math.max(seen - 1, 0);
      return {
        from: counter.linePos(piece.start).line,
        to: counter.linePos(last).line,
      };
    },
  };
}

/** A value as YAML lines, of which fields can be found again. */
export interface YamlText extends YamlPlaces {
  text: string;
  lines: readonly string[];
}

/** Writes a value as YAML for people to read, and knows which line came of which field. */
export function yamlText(value: unknown): YamlText {
  const text = stringify(value, {
    lineWidth: 0,
    aliasDuplicateObjects: false,
  }).trimEnd();
  const counter = new LineCounter();
  const document = parseDocument(text, { lineCounter: counter });
  return {
    text,
    lines: text.split('\n'),
    ...yamlPlaces(text, document, counter),
  };
}
