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

/** A piece of a remedy: words, a name in code type, or a command to copy. */
export type RemedyPart =
  | { kind: 'text'; text: string }
  | { kind: 'code'; text: string }
  | { kind: 'command'; text: string };

const commandStart =
  /^(kubectl|helm|curl|openssl|dig|cmctl|npm|yarn|matrix-network)\s/;
const pieces = /```(?:[a-z]*\n)?([\s\S]*?)```|`([^`]+)`/g;

/** Splits a remedy at its backticks; what starts like a shell command can be copied. */
export function remedyParts(remedy: string): RemedyPart[] {
  const parts: RemedyPart[] = [];
  let end = 0;
  for (const match of remedy.matchAll(pieces)) {
    pushText(parts, remedy.slice(end, match.index));
    const [whole, block, inline] = match;
    const text = (block ?? inline).trim();
    const isCommand = block !== undefined || commandStart.test(text);
    parts.push({ kind: isCommand ? 'command' : 'code', text });
    end = match.index + whole.length;
  }
  pushText(parts, remedy.slice(end));
  return parts;
}

function pushText(parts: RemedyPart[], text: string): void {
  if (text) {
    parts.push({ kind: 'text', text });
  }
}
