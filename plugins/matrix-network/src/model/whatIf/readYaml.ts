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

import { LineCounter, parseAllDocuments } from 'yaml';
import { YamlPlaces, yamlPlaces } from '../yamlLines';

/** Something wrong with a text, by field and line. */
export interface TextProblem {
  /** Counted from 1; absent where it is of the whole text. */
  line?: number;
  /** `spec.ingress[0].ports[0].port`; empty for a whole document. */
  field: string;
  /** Names the value and what is accepted. */
  message: string;
}

/** One document of a YAML text. */
export interface YamlPart {
  value: unknown;
  places: YamlPlaces;
}

/** More than anybody writes by hand, and less than makes a page slow. */
const maxLength = 300_000;

/** The documents of a YAML text, empty ones left out, or what is wrong with it. */
export function readYaml(
  text: string,
): { parts: YamlPart[] } | { problems: TextProblem[] } {
  if (text.length > maxLength) {
    return {
      problems: [
        {
          field: '',
          message: `The text has ${text.length.toLocaleString(
            'en',
          )} characters; up to ${maxLength.toLocaleString('en')} are accepted.`,
        },
      ],
    };
  }
  const counter = new LineCounter();
  const documents = [...parseAllDocuments(text, { lineCounter: counter })];
  const problems = documents.flatMap(document =>
    document.errors.map(({ message, linePos }) => ({
      line: linePos?.[0].line,
      field: '',
      message: `This is not YAML: ${firstLine(message)}`,
    })),
  );
  if (problems.length > 0) {
    return { problems };
  }
  try {
    return {
      parts: documents.flatMap(document => {
        const value: unknown = document.toJS();
        return value === null || value === undefined
          ? []
          : [{ value, places: yamlPlaces(text, document, counter) }];
      }),
    };
  } catch (error) {
    // Aliases that multiply without end.
    const message = error instanceof Error ? error.message : String(error);
    return { problems: [{ field: '', message }] };
  }
}

/** The library shows the line below its message; the page has one of its own. */
function firstLine(message: string): string {
  return message.split('\n')[0].replace(/ at line \d+, column \d+:?$/, '');
}

export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** What stands at a path such as `spec.ports[0].port`; keys with dots in them are found, too. */
export function valueAt(value: unknown, path: string): unknown {
  if (path === '') {
    return value;
  }
  if (Array.isArray(value)) {
    const [step, index] = /^\[(\d+)\]/.exec(path) ?? [];
    return step === undefined
      ? undefined
      : valueAt(value[Number(index)], path.slice(step.length));
  }
  if (!isRecord(value)) {
    return undefined;
  }
  const wanted = path.replace(/^\./, '');
  const [key] = Object.keys(value)
    .filter(name => wanted === name || /^[.[]/.test(wanted.slice(name.length)))
    .filter(name => wanted.startsWith(name))
    .sort((a, b) => b.length - a.length);
  return key === undefined
    ? undefined
    : valueAt(value[key], wanted.slice(key.length));
}

/** A value as it is shown in a message; long ones cut. */
export function shownValue(value: unknown): string {
  const most = 60;
  const text =
    typeof value === 'string' ? `'${value}'` : JSON.stringify(value) ?? '';
  return text.length > most ? `${text.slice(0, most)}…` : text;
}
