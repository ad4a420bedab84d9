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

import { Entity, stringifyEntityRef } from '@backstage/catalog-model';
import { InputError, toError } from '@backstage/errors';
import { LocatedCluster } from '../locatedCluster';
import { CatalogMethod, clusterOfEntity, isReachable } from './clusterOfEntity';

/** The clusters that entities say how to reach, and why others are not used. */
export function clustersOfEntities(
  entities: readonly Entity[],
  method: CatalogMethod,
): { clusters: LocatedCluster[]; warnings: string[] } {
  const reachable = entities.filter(isReachable);
  const warnings: string[] = [];
  const clusters = reachable.flatMap(entity => {
    try {
      checkNameIsUnique(entity, reachable);
      return [clusterOfEntity(entity, method)];
    } catch (error) {
      warnings.push(
        `${stringifyEntityRef(entity)} is not used as a Kubernetes cluster: ${
          toError(error).message
        }`,
      );
      return [];
    }
  });
  return { clusters, warnings };
}

/** A cluster is known by its name alone: nobody's entity of another namespace takes its place. */
function checkNameIsUnique(entity: Entity, all: readonly Entity[]): void {
  const other = all.find(
    candidate =>
      candidate !== entity && candidate.metadata.name === entity.metadata.name,
  );
  if (other) {
    throw new InputError(`${stringifyEntityRef(other)} has the same name`);
  }
}
