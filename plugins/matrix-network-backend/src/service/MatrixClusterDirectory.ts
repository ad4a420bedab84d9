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

import { ConflictError, NotFoundError } from '@backstage/errors';
import { StackSpec } from '@matrix-network/backstage-plugin-matrix-network-common';
import { SpecStore } from '../database/SpecStore';

/** A Matrix cluster that this backend looks after. */
export interface KnownMatrixCluster {
  spec: StackSpec;
  /** Where its spec is kept: config wins where both name it. */
  origin: 'config' | 'database';
  /** Whether its entities belong into the catalog. */
  registered: boolean;
}

/** Matrix clusters from config and from the database, as one list. */
export class MatrixClusterDirectory {
  readonly #configured: ReadonlyMap<string, StackSpec>;
  readonly #specs: SpecStore;

  constructor(options: { configured: readonly StackSpec[]; specs: SpecStore }) {
    this.#configured = new Map(
      options.configured.map(spec => [spec.name, spec]),
    );
    this.#specs = options.specs;
  }

  async list(): Promise<KnownMatrixCluster[]> {
    const stored = await this.#specs.listCurrent();
    return [
      ...[...this.#configured.values()].map(fromConfig),
      ...stored
        .filter(entry => !this.#configured.has(entry.spec.name))
        .map(entry => ({
          spec: entry.spec,
          origin: 'database' as const,
          registered: entry.registered,
        })),
    ];
  }

  async find(name: string): Promise<KnownMatrixCluster | undefined> {
    const configured = this.#configured.get(name);
    if (configured) {
      return fromConfig(configured);
    }
    const stored = await this.#specs.current(name);
    return (
      stored && {
        spec: stored.spec,
        origin: 'database',
        registered: stored.registered,
      }
    );
  }

  /** @throws NotFoundError that says which Matrix clusters there are. */
  async get(name: string): Promise<KnownMatrixCluster> {
    const found = await this.find(name);
    if (!found) {
      throw new NotFoundError(
        `There is no Matrix cluster '${name}'; ${describeNames(
          (await this.list()).map(known => known.spec.name),
        )}`,
      );
    }
    return found;
  }

  /**
   * A Matrix cluster that config names has its spec there alone.
   * @throws ConflictError where the spec differs from it.
   */
  assertMayStore(spec: StackSpec): void {
    const configured = this.#configured.get(spec.name);
    if (configured && JSON.stringify(configured) !== JSON.stringify(spec)) {
      throw new ConflictError(
        `The spec of ${spec.name} is kept in app-config under matrixNetwork.matrixClusters; change it there, or choose another name`,
      );
    }
  }
}

function fromConfig(spec: StackSpec): KnownMatrixCluster {
  return { spec, origin: 'config', registered: true };
}

function describeNames(names: string[]): string {
  if (names.length === 0) {
    return 'there is none yet';
  }
  const shown = names.sort().slice(0, 10).join(', ');
  return names.length > 10
    ? `among those there are: ${shown}`
    : `there are: ${shown}`;
}
