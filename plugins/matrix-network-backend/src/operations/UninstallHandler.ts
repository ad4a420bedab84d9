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

import { ConflictError } from '@backstage/errors';
import {
  assertMayRead,
  ClusterAccess,
} from '@matrix-network/backstage-plugin-matrix-network-node';
import { HealthStore } from '../database/HealthStore';
import { InventoryStore, Place } from '../database/InventoryStore';
import {
  OperationOutcome,
  UninstallOperationRequest,
} from '../database/OperationStore';
import { SpecStore } from '../database/SpecStore';
import { flowChangesNow } from '../engine/flowChangesNow';
import { forgetGoneNeighbours } from '../engine/goneNeighbours';
import { neighbourInventories } from '../engine/neighbours';
import { recordedEntries } from '../engine/recordedEntries';
import { StackEngine } from '../engine/StackEngine';
import { OperationContext, OperationHandler } from './OperationHandler';
import { policiesTakenOut, takeOut } from './takeOut';

type UninstallEngine = Pick<
  StackEngine,
  | 'readFacts'
  | 'render'
  | 'planRemoval'
  | 'remove'
  | 'readSnapshot'
  | 'flowChanges'
>;

/** Takes a Matrix cluster's stack out, but for what others need and what goes only when it is named. */
export class UninstallHandler
  implements OperationHandler<UninstallOperationRequest>
{
  readonly #engine: UninstallEngine;
  readonly #clusters: ClusterAccess;
  readonly #specs: Pick<SpecStore, 'forget'>;
  readonly #inventory: InventoryStore;
  readonly #health: Pick<HealthStore, 'forget'>;
  readonly #afterwards: (matrixCluster: string) => Promise<void>;

  constructor(options: {
    engine: UninstallEngine;
    clusters: ClusterAccess;
    specs: Pick<SpecStore, 'forget'>;
    inventory: InventoryStore;
    health: Pick<HealthStore, 'forget'>;
    /** Polls the Matrix cluster, so that pages show what is left. */
    afterwards: (matrixCluster: string) => Promise<void>;
  }) {
    this.#engine = options.engine;
    this.#clusters = options.clusters;
    this.#specs = options.specs;
    this.#inventory = options.inventory;
    this.#health = options.health;
    this.#afterwards = options.afterwards;
  }

  async run({
    request,
    signal,
    progress,
  }: OperationContext<UninstallOperationRequest>): Promise<OperationOutcome> {
    const { spec, also, forget } = request;
    const engine = this.#engine;
    const inventory = this.#inventory;
    const place = {
      matrixCluster: spec.name,
      kubernetesCluster: spec.kubernetesCluster,
    };
    if (forget) {
      await this.#assertNowhereElse(place);
    }
    const client = await this.#clusters.client(spec.kubernetesCluster);
    const recorded = await recordedEntries(
      { engine, inventory },
      { client, spec, signal },
    );
    if ((await inventory.entries(place)).length === 0) {
      // Nothing is lost then where this ends half-way and another goes on.
      await inventory.intend(place, recorded);
    }
    if (recorded.length === 0) {
      progress({
        type: 'message',
        level: 'warning',
        message: `Nothing of ${spec.name} is recorded on ${spec.kubernetesCluster}: nothing is taken out`,
      });
    }
    await forgetGoneNeighbours(inventory, { client, spec, signal });
    const decidedBy = {
      matrixCluster: spec.name,
      neighbours: await neighbourInventories(inventory, spec),
      also,
    };
    const steps = await engine.planRemoval({
      ...decidedBy,
      client,
      recorded,
      rendered: [],
      signal,
    });
    assertMayRead(steps);
    progress({
      type: 'flowChanges',
      changes: await flowChangesNow(engine, client, spec, signal, {
        target: 'uninstall',
        removed: policiesTakenOut(steps),
      }),
    });
    const { removed, kept } = await takeOut({
      engine,
      inventory,
      client,
      place,
      steps,
      decidedBy,
      signal,
      progress,
    });
    await inventory.uninstalled(place);
    if (forget) {
      await this.#forget(spec.name);
    } else {
      await this.#afterwards(spec.name);
    }
    return {
      status: 'succeeded',
      result: {
        created: 0,
        changed: 0,
        unchanged: 0,
        conflicts: [],
        removed,
        kept,
      },
    };
  }

  /** With it would be lost what keeps the neighbours there from taking out what it needs. */
  async #assertNowhereElse(place: Place): Promise<void> {
    const elsewhere = await this.#inventory.begunElsewhere(place);
    if (elsewhere.length > 0) {
      throw new ConflictError(
        `Nothing was changed: ${place.matrixCluster} is on ${elsewhere.join(
          ', ',
        )} too, and to forget it would lose what is recorded there. Uninstall it without forgetting it here, and there as well`,
      );
    }
  }

  /** The operation itself stays, with its log. */
  async #forget(matrixCluster: string): Promise<void> {
    await this.#inventory.forget(matrixCluster);
    await this.#health.forget(matrixCluster);
    await this.#specs.forget(matrixCluster);
  }
}
