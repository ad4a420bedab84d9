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

import { readFileSync } from 'node:fs';
import path from 'node:path';
import { InputProblem, Location } from '../InputProblems';
import { faultyLine, pemBlocks } from '../pemBlocks';
import { entryProblem, KubeconfigEntry } from './KubeconfigEntry';

/** What the blocks are to be. */
export interface WantedPem {
  /** The first one is what is named where there is none. */
  labels: readonly string[];
  /** Throws where a block can't be read. */
  read(pem: string): unknown;
}

interface Fault {
  /** Within the PEM text. */
  line?: number;
  message: string;
}

function faultsOf(text: string, { labels, read }: WantedPem): Fault[] {
  const { blocks, faults } = pemBlocks(text);
  if (faults.length > 0) {
    return faults;
  }
  const wanted = blocks.filter(({ label }) => labels.includes(label));
  if (wanted.length === 0) {
    return [{ message: `PEM with a block BEGIN ${labels[0]} is accepted` }];
  }
  return wanted.flatMap(block => {
    try {
      read(block.pem);
      return [];
    } catch {
      // What OpenSSL says of it may quote it.
      const message = `the block BEGIN ${block.label} cannot be read`;
      return [{ line: faultyLine(block), message }];
    }
  });
}

function decoded(data: string): string | undefined {
  const compact = data.replace(/\s/g, '');
  return /^[A-Za-z0-9+/]+={0,2}$/.test(compact)
    ? Buffer.from(compact, 'base64').toString('latin1')
    : undefined;
}

/** A path of a kubeconfig counts from the folder that it lies in. */
export function besideKubeconfig(
  { file }: Pick<KubeconfigEntry<unknown>, 'file'>,
  given: string,
): string {
  return path.resolve(path.dirname(file), given);
}

function checkFile(
  entry: KubeconfigEntry<unknown>,
  field: readonly string[],
  given: string,
  wanted: WantedPem,
): InputProblem[] {
  const file = besideKubeconfig(entry, given);
  let text: string;
  try {
    text = readFileSync(file, 'latin1');
  } catch {
    const message = `${file} cannot be read; the path of a PEM file is accepted`;
    return [entryProblem(entry, field, message)];
  }
  return faultsOf(text, wanted).map(({ line = 1, message }) => {
    const location: Location = { file, line };
    return { ...entryProblem(entry, field, message), location };
  });
}

/** What is wrong with `FIELD-data`, which counts where it is there, or with the file that `FIELD` names. */
export function checkPem(
  entry: KubeconfigEntry<unknown>,
  field: readonly [string, string],
  value: Readonly<Record<string, unknown>>,
  wanted: WantedPem,
): InputProblem[] {
  const [parent, name] = field;
  const data = value[`${name}-data`];
  if (typeof data === 'string' && data !== '') {
    const dataField = [parent, `${name}-data`];
    const text = decoded(data);
    const faults: Fault[] =
      text === undefined
        ? [
            {
              message: `it is not base64; PEM with a block BEGIN ${wanted.labels[0]} in base64 is accepted`,
            },
          ]
        : faultsOf(text, wanted);
    return faults.map(({ line, message }) =>
      entryProblem(
        entry,
        dataField,
        line === undefined
          ? message
          : `line ${line} of what is decoded: ${message}`,
      ),
    );
  }
  const given = value[name];
  return typeof given === 'string' && given !== ''
    ? checkFile(entry, field, given, wanted)
    : [];
}
