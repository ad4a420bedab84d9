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

import { ClusterClient, RequestOptions } from '../../cluster';
import { conditionOf, describeCondition } from './conditions';
import { done, failed, Waiter, WaitState, waiting } from './Waiter';

/** Commonly it takes less, and a CRD is large: it is read only to say what is amiss. */
const EXPLAINED_AFTER_MS = 2_000;

/**
 * The CRD's kind is served in all its versions. The API server lists it some time
 * after the CRD is established; one that others wait for is asked for by itself.
 */
export const crdEstablished: Waiter<'crdEstablished'> = async (
  { name, serves },
  client,
  options,
) => {
  const { waited = 0, isNeeded: directly, signal } = options;
  for (const kind of serves) {
    if (!(await client.serves(kind, { directly, signal }))) {
      return waited < EXPLAINED_AFTER_MS
        ? waiting('not established yet')
        : explain(name, kind.apiVersion, client, options);
    }
  }
  return done;
};

async function explain(
  name: string,
  apiVersion: string,
  client: ClusterClient,
  options: RequestOptions,
): Promise<WaitState> {
  const crd = await client.get(
    {
      apiVersion: 'apiextensions.k8s.io/v1',
      kind: 'CustomResourceDefinition',
      name,
    },
    options,
  );
  if (!crd) {
    return waiting('not there yet');
  }
  const names = conditionOf(crd, 'NamesAccepted');
  if (names?.status === 'False') {
    return failed(describeCondition(names, 'its names are taken'));
  }
  return conditionOf(crd, 'Established')?.status === 'True'
    ? waiting(`${apiVersion} is not served yet`)
    : waiting('not established yet');
}
