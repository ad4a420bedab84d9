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

import {
  bridgeWarnings,
  ClusterFacts,
  countPlan,
  PlannedRemoval,
  Stack,
  StackPlan,
  StackSpec,
  usedComponents,
} from '@matrix-network/backstage-plugin-matrix-network-common';
import { InputError } from '@backstage/errors';
import {
  describeEntry,
  InventoryEntry,
  inventoryOf,
  isBridgeEntry,
  RemovalStep,
} from '@matrix-network/backstage-plugin-matrix-network-node';
import { flowChangesNow } from '../engine/flowChangesNow';
import { leftElsewhere } from '../engine/leftElsewhere';
import { goneNeighbours } from '../engine/goneNeighbours';
import {
  issuesWithNeighbours,
  neighbourInventories,
  neighboursOf,
} from '../engine/neighbours';
import { recordedEntries } from '../engine/recordedEntries';
import { policiesTakenOut } from '../operations/takeOut';
import { withDeadline } from '../poller/withDeadline';
import { askingClusters } from './askingClusters';
import { requestedSpec, SpecChoice, SpecServices } from './requestedSpec';

/** Dry runs go through webhooks, which may take half a minute each. */
const PLAN_TIMEOUT_MS = 120_000;

/** What a plan is asked for. */
export interface PlanChoice extends SpecChoice {
  target: 'apply' | 'uninstall';
  force: string[];
  /** Flows are judged as after an apply that prunes. */
  prune: boolean;
  also: string[];
}

/** What an apply or an uninstall would do to the cluster as it is now. Does none of it. */
export async function planSpec(
  services: SpecServices,
  choice: PlanChoice,
  signal: AbortSignal,
): Promise<StackPlan> {
  const spec =
    choice.target === 'uninstall'
      ? await appliedSpec(services, choice)
      : await requestedSpec(services, choice);
  return withDeadline(PLAN_TIMEOUT_MS, signal, deadline =>
    planOf(askingClusters(services), spec, choice, deadline),
  );
}

async function appliedSpec(
  { directory, inventory }: SpecServices,
  { name, spec, specId }: PlanChoice,
): Promise<StackSpec> {
  if (spec !== undefined || specId !== undefined) {
    throw new InputError(
      `body.target is 'uninstall', which takes out what was applied; neither body.spec nor body.specId is accepted with it`,
    );
  }
  const known = await directory.get(name);
  return (await inventory.installation(name))?.spec ?? known.spec;
}

async function planOf(
  services: SpecServices,
  spec: StackSpec,
  { target, force, prune, also }: PlanChoice,
  signal: AbortSignal,
): Promise<StackPlan> {
  const { engine, clusters, inventory } = services;
  const client = await clusters.client(spec.kubernetesCluster);
  const gone = await goneNeighbours(inventory, { client, spec, signal });
  const neighbours = await neighboursOf(inventory, spec, gone);
  const facts = await engine.readFacts(client, signal);
  const stack =
    target === 'apply'
      ? await engine.render(
          await acceptedHere(services, spec, facts),
          facts,
          signal,
          neighbours,
        )
      : nothing(spec);
  const [objects, steps] = await Promise.all([
    engine.plan({ client, stack, force, signal }),
    engine.planRemoval({
      client,
      matrixCluster: spec.name,
      recorded: await recordedBefore(services, {
        client,
        spec,
        signal,
        target,
      }),
      rendered: inventoryOf(stack),
      neighbours: await neighbourInventories(inventory, spec, gone),
      also,
      signal,
    }),
  ]);
  const removals = steps
    .filter(isWorthTelling)
    .map(step => plannedRemoval(step, target));
  return {
    matrixCluster: spec.name,
    kubernetesCluster: spec.kubernetesCluster,
    counts: countPlan(objects, removals),
    objects,
    removals,
    flowChanges: await flowChangesNow(engine, client, spec, signal, {
      target,
      removed: prune || target === 'uninstall' ? policiesTakenOut(steps) : [],
    }),
    warnings: [
      ...stack.warnings,
      ...bridgeWarnings(objects),
      ...(await leftElsewhere(inventory, spec)),
    ],
    uses: target === 'apply' ? usedComponents(spec, facts) : [],
    neighbours: neighbours.map(neighbour => neighbour.spec.name),
  };
}

/** For an apply only what is recorded counts: what a stored spec renders to is what goes in anyway. */
function recordedBefore(
  services: SpecServices,
  options: Parameters<typeof recordedEntries>[1] & {
    target: PlanChoice['target'];
  },
): Promise<InventoryEntry[]> {
  const { spec, target } = options;
  return target === 'uninstall'
    ? recordedEntries(services, options)
    : services.inventory.entries({
        matrixCluster: spec.name,
        kubernetesCluster: spec.kubernetesCluster,
      });
}

/** The cluster may rule out a spec that was accepted before it was asked. */
async function acceptedHere(
  { engine, inventory }: Pick<SpecServices, 'engine' | 'inventory'>,
  spec: StackSpec,
  facts: ClusterFacts,
): Promise<StackSpec> {
  const issues = [
    ...engine.validate(spec, facts).issues,
    ...(await issuesWithNeighbours(inventory, spec)),
  ];
  if (issues.length > 0) {
    throw new InputError(
      `The spec of ${spec.name} does not fit ${spec.kubernetesCluster}: ${issues
        .map(issue => `${issue.field}: ${issue.message}`)
        .join('; ')}`,
    );
  }
  return spec;
}

function nothing(spec: StackSpec): Stack {
  return { matrixCluster: spec.name, stages: [], warnings: [] };
}

/** What stands in while policies go is looked for everywhere, and seldom there. */
function isWorthTelling({ entry, decision }: RemovalStep): boolean {
  return !(isBridgeEntry(entry) && decision.action === 'gone');
}

function plannedRemoval(
  { entry, decision }: RemovalStep,
  target: PlanChoice['target'],
): PlannedRemoval {
  const what = { stage: entry.stage, object: describeEntry(entry) };
  if (decision.action === 'gone') {
    return { ...what, action: 'gone' };
  }
  if (decision.action === 'delete') {
    const { forbidden } = decision;
    return { ...what, action: 'delete', ...(forbidden && { forbidden }) };
  }
  const { reason, needsWord } = decision;
  // A prune leaves what can't be looked at; an uninstall does not begin.
  const forbidden = target === 'uninstall' ? decision.unread : undefined;
  return {
    ...what,
    action: 'keep',
    reason,
    ...(needsWord && { needsWord }),
    ...(forbidden && { forbidden }),
  };
}
