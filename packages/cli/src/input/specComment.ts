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
  StackSpec,
  toStackSpecDocument,
} from '@matrix-network/backstage-plugin-matrix-network-common';
import { InputProblems, Location } from './InputProblems';
import { parseText } from './parseText';
import { SourceDocument } from './SourceDocument';
import { UsedComponentDocument } from './usedComponents';

const MARK = '# matrix-network.io/';
const COMMENT = /^# matrix-network\.io\/(?:spec|used): (\{.*\})\s*$/;

/**
 * The spec as a comment: `render` puts it over a stack, so that `verify` knows
 * which one it has before it. kubectl passes over it.
 */
export function specComment(spec: StackSpec): string {
  return `${MARK}spec: ${JSON.stringify(toStackSpecDocument(spec))}\n`;
}

/** The same of what the cluster had before: policies name its pods in place of the stack's own. */
export function usedComment(used: UsedComponentDocument): string {
  return `${MARK}used: ${JSON.stringify(used)}\n`;
}

/** The documents that comments of a text hold, each at its line. */
export function commentDocuments(text: string, file: string): SourceDocument[] {
  if (!text.includes(MARK)) {
    return [];
  }
  return text.split('\n').flatMap((content, index) => {
    const json = COMMENT.exec(content)?.[1];
    return json === undefined
      ? []
      : parseComment(json, { file, line: index + 1 });
  });
}

/** Whatever is wrong with it stands in that one line. */
function parseComment(json: string, location: Location): SourceDocument[] {
  const locate = () => location;
  try {
    return parseText(json, location.file).map(({ value }) => ({
      value,
      locate,
    }));
  } catch (error) {
    if (error instanceof InputProblems) {
      throw new InputProblems(
        error.problems.map(problem => ({ ...problem, location })),
      );
    }
    throw error;
  }
}
