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

import { pathText } from '../fieldPath';
import { InputProblem, InputProblems, locationText } from '../InputProblems';
import { parseText } from '../parseText';
import { readText } from '../readText';
import { FieldPath, SourceDocument } from '../SourceDocument';
import { entryProblem, KubeconfigEntry } from './KubeconfigEntry';
import {
  KubeconfigCluster,
  KubeconfigContext,
  kubeconfigSchema,
  KubeconfigUser,
} from './kubeconfigSchema';

/** The entries of one or several files. */
export interface Kubeconfig {
  clusters: KubeconfigEntry<KubeconfigCluster>[];
  contexts: KubeconfigEntry<KubeconfigContext>[];
  users: KubeconfigEntry<KubeconfigUser>[];
  /** Where entries of a kind would stand. */
  lists: readonly { file: string; locate: SourceDocument['locate'] }[];
}

function documentOf(file: string): SourceDocument {
  const documents = parseText(readText(file), file);
  const [first, second] = documents.filter(({ value }) => value !== null);
  if (second || !first) {
    throw new InputProblems([
      {
        location: second?.locate([]) ?? { file, line: 1 },
        message: `a kubeconfig is one document; there are ${
          second ? documents.length : 0
        }`,
      },
    ]);
  }
  return first;
}

function readFile(file: string): Kubeconfig {
  const { value, locate } = documentOf(file);
  const parsed = kubeconfigSchema.safeParse(value);
  if (!parsed.success) {
    throw new InputProblems(
      parsed.error.issues.map(({ path: given, message }) => {
        const path = given.map(part =>
          typeof part === 'number' ? part : String(part),
        );
        return { location: locate(path), path: pathText(path), message };
      }),
    );
  }
  const entry = <T>(
    list: KubeconfigEntry<T>['list'],
    index: number,
    name: string,
    own: T,
  ): KubeconfigEntry<T> => ({
    ...{ list, index, name, file },
    value: own,
    locate: (path: FieldPath) => locate([list, index, ...path]),
  });
  const { clusters, contexts, users } = parsed.data;
  return {
    clusters: clusters.map(({ name, cluster }, index) =>
      entry('clusters', index, name, cluster),
    ),
    contexts: contexts.map(({ name, context }, index) =>
      entry('contexts', index, name, context),
    ),
    users: users.map(({ name, user }, index) =>
      entry('users', index, name, user ?? {}),
    ),
    lists: [{ file, locate }],
  };
}

function repeated(
  entries: readonly KubeconfigEntry<unknown>[],
): InputProblem[] {
  return entries.flatMap((entry, index) => {
    const first = entries.findIndex(({ name }) => name === entry.name);
    return first === index
      ? []
      : [
          entryProblem(
            entry,
            ['name'],
            `'${entry.name}' is there a second time, after ${locationText(
              entries[first].locate(['name']),
            )}; each name is accepted once`,
          ),
        ];
  });
}

/**
 * The entries of kubeconfig files.
 *
 * @throws InputProblems for each that can't be one; never with a credential in it
 */
export function readKubeconfig(files: readonly string[]): Kubeconfig {
  const all = files.map(readFile);
  const merged: Kubeconfig = {
    clusters: all.flatMap(({ clusters }) => clusters),
    contexts: all.flatMap(({ contexts }) => contexts),
    users: all.flatMap(({ users }) => users),
    lists: all.flatMap(({ lists }) => lists),
  };
  const problems = [merged.clusters, merged.contexts, merged.users].flatMap(
    entries => repeated(entries),
  );
  if (problems.length > 0) {
    throw new InputProblems(problems);
  }
  return merged;
}
