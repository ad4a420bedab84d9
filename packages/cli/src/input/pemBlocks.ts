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

/** One block of a PEM text. */
export interface PemBlock {
  /** `CERTIFICATE`, `PRIVATE KEY`, … */
  label: string;
  pem: string;
  /** Of its BEGIN, counted from 1. */
  line: number;
}

/** A BEGIN without its END, or the other way round. */
export interface PemFault {
  line: number;
  message: string;
}

const boundary = /^\s*-----(BEGIN|END) ([A-Z0-9 ]+)-----\s*$/;
const base64 = /^[A-Za-z0-9+/]*={0,2}$/;
/** `Proc-Type: 4,ENCRYPTED`, as older keys have it. */
const header = /^[A-Za-z0-9-]+:/;

/** The blocks of a PEM text, in its order. No message ever has content of the text in it. */
export function pemBlocks(text: string): {
  blocks: PemBlock[];
  faults: PemFault[];
} {
  const blocks: PemBlock[] = [];
  const faults: PemFault[] = [];
  const lines = text.split(/\r\n|\r|\n/);
  let open: { label: string; line: number } | undefined;
  const unclosed = () => {
    if (open) {
      const { label, line } = open;
      faults.push({ line, message: `BEGIN ${label} has no END ${label}` });
    }
  };
  lines.forEach((content, index) => {
    const [, side, label] = boundary.exec(content) ?? [];
    const line = index + 1;
    if (side === 'BEGIN') {
      unclosed();
      open = { label, line };
    } else if (side === 'END' && open?.label === label) {
      const own = lines.slice(open.line - 1, line).map(each => each.trim());
      blocks.push({ ...open, pem: `${own.join('\n')}\n` });
      open = undefined;
    } else if (side === 'END') {
      unclosed();
      open = undefined;
      faults.push({ line, message: `END ${label} has no BEGIN ${label}` });
    }
  });
  unclosed();
  return { blocks, faults };
}

/** The first line of a block that base64 does not have, else that of its BEGIN. */
export function faultyLine({ pem, line }: PemBlock): number {
  const content = pem.trimEnd().split('\n').slice(1, -1);
  const index = content.findIndex(
    each => !base64.test(each) && !header.test(each),
  );
  return index < 0 ? line : line + 1 + index;
}
