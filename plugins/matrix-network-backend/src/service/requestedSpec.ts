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

import { InputError, NotFoundError } from '@backstage/errors';
import { StackSpec } from '@matrix-network/backstage-plugin-matrix-network-common';
import { Services } from './Services';
import { validateSpec } from './validateSpec';

export type SpecServices = Pick<
  Services,
  | 'directory'
  | 'specs'
  | 'inventory'
  | 'engine'
  | 'clusters'
  | 'kubernetesClusters'
>;

/** Which spec a request is about. */
export interface SpecChoice {
  name: string;
  /** Any input. */
  spec?: unknown;
  /** An entry of the history. */
  specId?: number;
}

/**
 * The spec that a request gives or names, checked; the stored one where it does neither.
 * @throws InputError, NotFoundError
 */
export async function requestedSpec(
  services: SpecServices,
  { name, spec, specId }: SpecChoice,
): Promise<StackSpec> {
  if (spec !== undefined && specId !== undefined) {
    throw new InputError(
      `body.specId is ${specId} and body.spec is there too; only one of them is accepted`,
    );
  }
  if (specId !== undefined) {
    return acceptedSpec(
      services,
      await earlierSpec(services, name, specId),
      name,
    );
  }
  return spec === undefined
    ? (await services.directory.get(name)).spec
    : acceptedSpec(services, spec, name);
}

async function earlierSpec(
  { specs }: Pick<Services, 'specs'>,
  name: string,
  specId: number,
): Promise<StackSpec> {
  const revision = await specs.revision(name, specId);
  if (!revision) {
    const known = (await specs.history(name)).map(entry => entry.revision);
    throw new NotFoundError(
      `There is no spec ${specId} of ${name}; ${
        known.length > 0
          ? `there are: ${known.slice(0, 20).join(', ')}`
          : 'none is stored'
      }`,
    );
  }
  return revision.spec;
}

async function acceptedSpec(
  services: SpecServices,
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
