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

import { z } from 'zod';
import { conditionOf, describeCondition } from './conditions';
import { done, failed, Waiter, waiting } from './Waiter';

const crdSchema = z.object({
  spec: z.object({
    group: z.string(),
    names: z.object({ kind: z.string() }),
    versions: z.array(z.object({ name: z.string(), served: z.boolean() })),
  }),
});

/** The CRD's kind is accepted and its path is served, which comes a moment later. */
export const crdEstablished: Waiter<'crdEstablished'> = async (
  { name },
  client,
  options,
) => {
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
  if (conditionOf(crd, 'Established')?.status !== 'True') {
    return waiting('not established yet');
  }
  const { group, names: kinds, versions } = crdSchema.parse(crd).spec;
  for (const version of versions.filter(({ served }) => served)) {
    const apiVersion = `${group}/${version.name}`;
    if (!(await client.serves({ apiVersion, kind: kinds.kind }, options))) {
      return waiting(`${apiVersion} is not served yet`);
    }
  }
  return done;
};
