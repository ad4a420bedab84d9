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
  ApplyConflict,
  OperationResult,
  ProgressEvent,
  Stack,
  StackSpec,
} from '@matrix-network/backstage-plugin-matrix-network-common';
import {
  assertMayDelete,
  ClusterAccess,
  ClusterClient,
  describeEntry,
  describeObject,
  entryKey,
  InventoryEntry,
  inventoryOf,
  NeighbourInventory,
  RemovalStep,
} from '@matrix-network/backstage-plugin-matrix-network-node';
import { InventoryStore, Place } from '../database/InventoryStore';
import {
  ApplyOperationRequest,
  OperationOutcome,
} from '../database/OperationStore';
import { SpecStore } from '../database/SpecStore';
import { StackEngine } from '../engine/StackEngine';
import { flowChangesNow } from '../engine/flowChangesNow';
import { forgetGoneNeighbours } from '../engine/goneNeighbours';
import { leftElsewhere } from '../engine/leftElsewhere';
import { mayBeThere } from '../engine/mayBeThere';
import {
  issuesWithNeighbours,
  neighbourInventories,
  neighboursOf,
} from '../engine/neighbours';
import { OperationContext, OperationHandler } from './OperationHandler';
import { secretUids, withoutForeignSecrets } from './madeSecrets';
import { policiesTakenOut, takeOut } from './takeOut';

type ApplyEngine = Pick<
  StackEngine,
  | 'validate'
  | 'readFacts'
  | 'render'
  | 'apply'
  | 'planRemoval'
  | 'remove'
  | 'readSnapshot'
  | 'flowChanges'
>;

/** What one run works on. */
interface Run {
  client: ClusterClient;
  spec: StackSpec;
  place: Place;
  stack: Stack;
  /** What the stack puts on the cluster, and what is made for it. */
  entries: InventoryEntry[];
  /** Those of them that no earlier apply has recorded. */
  added: InventoryEntry[];
  /** What is to become of the objects of earlier applies. */
  removal: RemovalStep[];
  neighbours: NeighbourInventory[];
}

/**
 * Renders a spec for its Kubernetes cluster and applies it, stage by stage; then
 * takes out what it does not have any more, where that is asked for.
 */
export class ApplyHandler implements OperationHandler<ApplyOperationRequest> {
  readonly #engine: ApplyEngine;
  readonly #clusters: ClusterAccess;
  readonly #specs: Pick<SpecStore, 'markApplied'>;
  readonly #inventory: InventoryStore;
  readonly #afterApply: (matrixCluster: string) => Promise<void>;
  readonly #now: () => Date;

  constructor(options: {
    engine: ApplyEngine;
    clusters: ClusterAccess;
    specs: Pick<SpecStore, 'markApplied'>;
    inventory: InventoryStore;
    /** Polls the Matrix cluster, so that pages show what the apply changed. */
    afterApply: (matrixCluster: string) => Promise<void>;
    now?: () => Date;
  }) {
    this.#engine = options.engine;
    this.#clusters = options.clusters;
    this.#specs = options.specs;
    this.#inventory = options.inventory;
    this.#afterApply = options.afterApply;
    this.#now = options.now ?? (() => new Date());
  }

  async run(
    context: OperationContext<ApplyOperationRequest>,
  ): Promise<OperationOutcome> {
    const { request, signal, progress } = context;
    const run = await this.#prepare(context);
    const warnings = [
      ...run.stack.warnings,
      ...(await leftElsewhere(this.#inventory, run.spec)),
    ];
    for (const warning of warnings) {
      progress({
        type: 'message',
        level: 'warning',
        message: `${warning.field}: ${warning.message}`,
      });
    }
    const { client, spec, removal } = run;
    progress({
      type: 'flowChanges',
      changes: await flowChangesNow(this.#engine, client, spec, signal, {
        target: 'apply',
        removed: policiesTakenOut(removal),
      }),
    });
    const result = await this.#apply(run, context);
    if (result.conflicts.length > 0) {
      return { status: 'failed', error: conflictsOf(result.conflicts), result };
    }
    await this.#specs.markApplied(request.spec);
    const taken =
      request.prune && (await this.#prune(run, request.prune.also, context));
    await this.#afterApply(spec.name);
    return { status: 'succeeded', result: { ...result, ...taken } };
  }

  async #prepare({
    request,
    signal,
  }: OperationContext<ApplyOperationRequest>): Promise<Run> {
    const engine = this.#engine;
    const inventory = this.#inventory;
    const client = await this.#clusters.client(request.spec.kubernetesCluster);
    const facts = await engine.readFacts(client, signal);
    await forgetGoneNeighbours(inventory, {
      client,
      spec: request.spec,
      signal,
    });
    const neighbours = await neighboursOf(inventory, request.spec);
    const issues = await issuesWithNeighbours(inventory, request.spec);
    const check = engine.validate(request.spec, facts);
    const spec = acceptedSpec(
      { ...check, issues: [...check.issues, ...issues] },
      request.spec,
    );
    const stack = await engine.render(spec, facts, signal, neighbours);
    const place = {
      matrixCluster: spec.name,
      kubernetesCluster: spec.kubernetesCluster,
    };
    const rendered = inventoryOf(stack);
    const others = await inventory.entriesOfOthers(place);
    const recorded = await inventory.entries(place);
    const entries = await withoutForeignSecrets(
      rendered,
      [...recorded, ...[...others.values()].flat()],
      { client, matrixCluster: spec.name, signal },
    );
    const inventories = await neighbourInventories(inventory, spec);
    const removal = request.prune
      ? await engine.planRemoval({
          client,
          matrixCluster: spec.name,
          recorded,
          rendered,
          neighbours: inventories,
          also: request.prune.also,
          signal,
        })
      : [];
    assertMayDelete(removal);
    const known = new Set(recorded.map(entryKey));
    return {
      ...{ client, spec, place, stack, entries, removal },
      added: entries.filter(entry => !known.has(entryKey(entry))),
      neighbours: inventories,
    };
  }

  async #apply(
    run: Run,
    { request, signal, progress }: OperationContext<ApplyOperationRequest>,
  ): Promise<OperationResult> {
    const { client, spec, place, stack, entries } = run;
    const uids = new Map<string, string>();
    let isThrough = false;
    let hasWritten = false;
    const identified = async () => {
      const secrets = await secretUids(entries, { client, signal });
      const known = new Map([...uids, ...secrets]);
      return entries.map(entry => withUid(entry, known));
    };
    const takeBack = await this.#inventory.begin(spec, entries, this.#now());
    try {
      const result = await this.#engine.apply({
        client,
        stack,
        force: request.force,
        signal,
        onProgress: event => {
          hasWritten ||= isWrite(event);
          progress(event);
        },
        onApplied: (object, uid) => {
          if (uid !== undefined) {
            uids.set(describeObject(object), uid);
          }
        },
      });
      if (result.conflicts.length === 0) {
        await this.#inventory.record(spec, await identified(), this.#now());
        isThrough = true;
      }
      return result;
    } finally {
      // What an apply that fails has made anew can be taken out by the uids that it has now.
      await this.#inventory.intend(
        place,
        (await identified()).filter(({ uid }) => uid !== undefined),
      );
      if (!isThrough && !hasWritten && !(await leftSomething(run, signal))) {
        await takeBack();
      }
    }
  }

  #prune(
    { client, place, removal, neighbours }: Run,
    also: string[],
    { signal, progress }: OperationContext<ApplyOperationRequest>,
  ) {
    return takeOut({
      engine: this.#engine,
      inventory: this.#inventory,
      client,
      place,
      steps: removal,
      decidedBy: { matrixCluster: place.matrixCluster, neighbours, also },
      signal,
      progress,
    });
  }
}

function isWrite(event: ProgressEvent): boolean {
  return (
    event.type === 'object' &&
    (event.result === 'created' || event.result === 'changed')
  );
}

/** A request that was not answered, or a backend that was killed, may have put something in all the same. */
function leftSomething(
  { client, place: { matrixCluster }, added }: Run,
  signal: AbortSignal,
): Promise<boolean> {
  return mayBeThere(added, { client, matrixCluster, signal });
}

/** Jobs that are hooks come and go: they have none. */
function withUid(
  entry: InventoryEntry,
  uids: ReadonlyMap<string, string>,
): InventoryEntry {
  const uid = uids.get(describeEntry(entry));
  return uid === undefined || entry.kind === 'Job' ? entry : { ...entry, uid };
}

/** What the cluster says (its version, say) can rule out a spec that was accepted before. */
function acceptedSpec(
  check: ReturnType<StackEngine['validate']>,
  requested: StackSpec,
): StackSpec {
  if (!check.spec || check.issues.length > 0) {
    throw new InputError(
      `The spec of ${requested.name} does not fit ${
        requested.kubernetesCluster
      }: ${check.issues
        .map(issue => `${issue.field}: ${issue.message}`)
        .join('; ')}`,
    );
  }
  return check.spec;
}

function conflictsOf(conflicts: readonly ApplyConflict[]): string {
  const [first] = conflicts;
  const others = conflicts.length - 1;
  return `${first.field} of ${first.object} is managed by ${first.manager}${
    others > 0
      ? `, and ${others} more fields by others; they were left as they are`
      : '; it was left as it is'
  }`;
}
