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

import { InputError } from '@backstage/errors';
import {
  Operation,
  StackSpec,
} from '@matrix-network/backstage-plugin-matrix-network-common';
import { Services } from './Services';
import { validateSpec } from './validateSpec';

type ApplyServices = Pick<
  Services,
  'directory' | 'operations' | 'engine' | 'clusters' | 'kubernetesClusters'
>;

/** Checks a request to apply and queues it. */
export async function startApply(
  services: ApplyServices,
  request: {
    name: string;
    /** Any input; the stored spec where it is undefined. */
    spec: unknown;
    force: string[];
    requestedBy: string;
  },
): Promise<Operation> {
  const { directory, operations } = services;
  const spec =
    request.spec === undefined
      ? (await directory.get(request.name)).spec
      : await acceptedSpec(services, request.spec, request.name);
  directory.assertMayStore(spec);
  const known = await directory.find(spec.name);
  return operations.enqueue({
    requestedBy: request.requestedBy,
    request: { kind: 'apply', spec, force: request.force },
    storeSpec: known?.origin !== 'config',
  });
}

async function acceptedSpec(
  services: ApplyServices,
  input: unknown,
  name: string,
): Promise<StackSpec> {
  const { spec, issues } = await validateSpec(services, input);
  if (!spec) {
    throw new InputError(
      `The spec is not accepted: ${issues
        .map(issue => `${issue.field}: ${issue.message}`)
        .join('; ')}`,
    );
  }
  if (spec.name !== name) {
    throw new InputError(
      `spec.name is '${spec.name}', but the path names '${name}'; both must be the same`,
    );
  }
  return spec;
}
