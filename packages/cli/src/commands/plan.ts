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
  flowChangesOf,
  Neighbour,
  neighbourIssues,
  PlannedObject,
  policiesAfterApply,
  renderPolicies,
  sharedSpec,
  StackPlan,
  StackSpec,
  usedComponents,
  validateStackSpec,
} from '@matrix-network/backstage-plugin-matrix-network-common';
import {
  ClusterClient,
  findUnrendered,
  inventoryOf,
  NeighbourInventory,
  planStack,
  readClusterFacts,
  readSnapshot,
  ReleaseManifests,
  ReleaseVerification,
  renderStack,
} from '@matrix-network/backstage-plugin-matrix-network-node';
import { InputError } from '@backstage/errors';
import { ExitCode, exitCodes, Host } from '../Host';
import { assertFits } from '../input/assertFits';
import { askCluster } from '../input/clusterClient';
import { problemText } from '../input/InputProblems';
import {
  readSpecFile,
  readSpecSource,
  specProblem,
  SpecSource,
} from '../input/specFile';
import { planFormats, PlanWithUnrendered } from '../output/planFormats';
import { fromReleases } from '../releases/fromReleases';
import { readReleases } from '../releases/readReleases';

/** Options of `plan`. */
export interface PlanOptions {
  file: string;
  context: string;
  kubeconfig?: string;
  mirror?: string;
  digests: ReleaseVerification;
  /** Files with the specs of other Matrix clusters on the same Kubernetes cluster. */
  beside?: readonly string[];
  /** Objects to take over from other managers, as the plan names them. */
  force?: readonly string[];
  exitCode?: boolean;
  output: keyof typeof planFormats;
}

/** Dry runs go through webhooks, which may take half a minute each. */
const TIMEOUT_MS = 120_000;

/** Those beside it were there before it, as far as their files can tell. */
function neighboursOf({ beside = [] }: PlanOptions): Neighbour[] {
  return beside.map(file => ({ spec: readSpecFile(file), older: true }));
}

/** What those beside it need on the cluster, as their specs have it. */
function inventoriesOf(
  spec: StackSpec,
  neighbours: readonly Neighbour[],
  facts: ClusterFacts,
  releases: ReleaseManifests,
): NeighbourInventory[] {
  return neighbours.map(neighbour => {
    const others = neighbours.filter(other => other !== neighbour);
    const stack = renderStack(neighbour.spec, facts, releases, [
      ...others,
      { spec, older: false },
    ]);
    return {
      matrixCluster: neighbour.spec.name,
      entries: inventoryOf(stack),
      needs: [],
    };
  });
}

async function flowChangesOn(
  client: ClusterClient,
  spec: StackSpec,
  signal: AbortSignal,
) {
  const snapshot = await readSnapshot(client, spec, {
    now: new Date(),
    signal,
  });
  const policies = policiesAfterApply(
    snapshot,
    renderPolicies(spec, snapshot.facts),
  );
  return flowChangesOf(snapshot, spec, policies);
}

async function planOn(
  client: ClusterClient,
  source: SpecSource,
  options: PlanOptions,
): Promise<PlanWithUnrendered> {
  const { spec } = source;
  const signal = AbortSignal.timeout(TIMEOUT_MS);
  const neighbours = neighboursOf(options);
  const facts = await readClusterFacts(client, { signal });
  assertFits(
    source,
    [
      ...validateStackSpec(spec, facts).issues,
      ...neighbourIssues(spec, neighbours),
    ],
    options.context,
  );
  const releases = await readReleases(
    sharedSpec(spec, neighbours),
    facts,
    options,
    '--mirror takes a folder or an address that has them',
  );
  const stack = fromReleases(releases, options, given =>
    renderStack(spec, facts, given, neighbours),
  );
  const { force } = options;
  const [objects, flowChanges, unrendered] = await Promise.all([
    planStack({ client, stack, force, signal }),
    flowChangesOn(client, spec, signal),
    findUnrendered({
      ...{ client, stack, signal },
      neighbours: inventoriesOf(spec, neighbours, facts, releases),
    }),
  ]);
  const planned: StackPlan = {
    matrixCluster: spec.name,
    kubernetesCluster: client.clusterName,
    counts: countPlan(objects, []),
    objects,
    removals: [],
    flowChanges,
    warnings: [...stack.warnings, ...bridgeWarnings(objects)],
    uses: usedComponents(spec, facts),
    neighbours: neighbours.map(neighbour => neighbour.spec.name),
  };
  return { plan: planned, unrendered };
}

/** A word for an object that the plan does not have would be lost without a word. */
function assertForced(
  objects: readonly PlannedObject[],
  force: readonly string[] = [],
): void {
  const known = new Set(objects.map(({ object }) => object));
  const unknown = force.filter(object => !known.has(object));
  if (unknown.length > 0) {
    throw new InputError(
      `--force '${unknown.join("', '")}' is no object of the stack; such as '${
        objects[0]?.object ?? 'NetworkPolicy matrix/redis-access'
      }' is accepted`,
    );
  }
}

function exitCodeOf(
  { counts }: StackPlan,
  { exitCode }: PlanOptions,
): ExitCode {
  const { conflict, refused, create, change } = counts;
  const wrong = conflict + refused + (exitCode ? create + change : 0);
  return wrong > 0 ? exitCodes.violations : exitCodes.fine;
}

/** `plan -f spec.yaml --context NAME`: what an apply would do, by dry run. Changes nothing. */
export async function plan(
  options: PlanOptions,
  host: Host,
): Promise<ExitCode> {
  const source = readSpecSource(options.file);
  const found = await askCluster(options, client =>
    planOn(client, source, options),
  );
  const { plan: planned } = found;
  assertForced(planned.objects, options.force);
  planned.warnings.forEach(({ field, message }) =>
    host.err(`warning: ${problemText(specProblem(source, field, message))}`),
  );
  host.out(planFormats[options.output](found));
  return exitCodeOf(planned, options);
}
