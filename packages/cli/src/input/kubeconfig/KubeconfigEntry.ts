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
import { InputProblem, Location } from '../InputProblems';
import { FieldPath } from '../SourceDocument';

/** A cluster, a user or a context of a kubeconfig, and where it stands. */
export interface KubeconfigEntry<T> {
  list: 'clusters' | 'contexts' | 'users';
  index: number;
  name: string;
  value: T;
  file: string;
  /** Of a field of the entry, its name included: `['cluster', 'server']`. */
  locate(path: FieldPath): Location;
}

const titles = { clusters: 'cluster', contexts: 'context', users: 'user' };

/** `cluster eu` */
export function titleOf({
  list,
  name,
}: Pick<KubeconfigEntry<unknown>, 'list' | 'name'>): string {
  return `${titles[list]} ${name}`;
}

/** A problem of an entry's field. No value is added to the message: it may be a credential. */
export function entryProblem(
  entry: KubeconfigEntry<unknown>,
  path: FieldPath,
  message: string,
): InputProblem {
  return {
    location: entry.locate(path),
    object: titleOf(entry),
    path: pathText([entry.list, entry.index, ...path]),
    message,
  };
}
