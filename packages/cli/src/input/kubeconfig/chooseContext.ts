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

import { InputProblem, InputProblems } from '../InputProblems';
import { checkCluster } from './checkCluster';
import { checkUser } from './checkUser';
import { entryProblem, KubeconfigEntry } from './KubeconfigEntry';
import {
  KubeconfigCluster,
  KubeconfigContext,
  KubeconfigUser,
} from './kubeconfigSchema';
import { Kubeconfig } from './readKubeconfig';

/** A context with what it names. */
export interface ChosenContext {
  context: KubeconfigEntry<KubeconfigContext>;
  cluster: KubeconfigEntry<KubeconfigCluster>;
  /** Absent where the context names none. */
  user?: KubeconfigEntry<KubeconfigUser>;
}

function namesOf(entries: readonly KubeconfigEntry<unknown>[]): string {
  return entries.length > 0
    ? `accepted: ${entries.map(({ name }) => name).join(', ')}`
    : 'there are none';
}

function contextOf(
  name: string,
  { contexts, lists }: Kubeconfig,
): KubeconfigEntry<KubeconfigContext> {
  const context = contexts.find(entry => entry.name === name);
  if (!context) {
    throw new InputProblems(
      lists.map(({ locate }) => ({
        location: locate(['contexts']),
        path: 'contexts',
        message: `none is called '${name}', as --context says; ${namesOf(
          contexts,
        )}`,
      })),
    );
  }
  return context;
}

/**
 * The context of that name, with its cluster and its user.
 *
 * @throws InputProblems for each field that no cluster could be reached with
 */
export function chooseContext(
  name: string,
  kubeconfig: Kubeconfig,
): ChosenContext {
  const context = contextOf(name, kubeconfig);
  const { clusters, users } = kubeconfig;
  const problems: InputProblem[] = [];
  const named = <T>(
    field: 'cluster' | 'user',
    entries: readonly KubeconfigEntry<T>[],
  ) => {
    const wanted = context.value[field];
    const found = entries.find(entry => entry.name === wanted);
    if (wanted && !found) {
      problems.push(
        entryProblem(
          context,
          ['context', field],
          `no ${field} is called '${wanted}'; ${namesOf(entries)}`,
        ),
      );
    }
    return found;
  };
  const cluster = named('cluster', clusters);
  const user = named('user', users);
  problems.push(
    ...(cluster ? checkCluster(cluster) : []),
    ...(user ? checkUser(user) : []),
  );
  if (!cluster || problems.length > 0) {
    throw new InputProblems(problems);
  }
  return { context, cluster, ...(user && { user }) };
}
