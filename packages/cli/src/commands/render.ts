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
  ClusterFacts,
  KubernetesObject,
  Stack,
  StageId,
  stageIds,
  StackSpec,
  validateStackSpec,
} from '@matrix-network/backstage-plugin-matrix-network-common';
import {
  readClusterFacts,
  ReleaseVerification,
  renderStack,
} from '@matrix-network/backstage-plugin-matrix-network-node';
import { stringify } from 'yaml';
import { ExitCode, exitCodes, Host } from '../Host';
import { assertFits } from '../input/assertFits';
import { askCluster } from '../input/clusterClient';
import { assertKubeconfigIsRead } from '../input/kubeconfigOption';
import { noFacts } from '../input/noFacts';
import { specComment, usedComment } from '../input/specComment';
import { problemText } from '../input/InputProblems';
import { readSpecSource, specProblem } from '../input/specFile';
import { usedDocuments } from '../input/usedComponents';
import { fromReleases } from '../releases/fromReleases';
import { readReleases } from '../releases/readReleases';

/** Options of `render`. */
export interface RenderOptions {
  file: string;
  stage?: readonly StageId[];
  mirror?: string;
  digests: ReleaseVerification;
  context?: string;
  kubeconfig?: string;
  output: 'yaml' | 'json';
}

/** Stages that are made from a component's release; the others need no network. */
const stagesOfReleases: readonly StageId[] = [
  'ingress-controller',
  'cert-manager',
];

async function factsFor(options: RenderOptions): Promise<ClusterFacts> {
  const { context, kubeconfig } = options;
  return context
    ? askCluster({ context, kubeconfig }, client => readClusterFacts(client))
    : noFacts;
}

async function releasesFor(
  spec: StackSpec,
  facts: ClusterFacts,
  stages: readonly StageId[],
  options: RenderOptions,
) {
  if (!stages.some(id => stagesOfReleases.includes(id))) {
    return {};
  }
  return readReleases(
    spec,
    facts,
    options,
    '--mirror takes a folder or an address that has them, and --stage leaves out the stages that need them',
  );
}

/** The spec with what was filled in from the cluster, so that it tells the whole stack by itself. */
function withFacts(spec: StackSpec, facts: ClusterFacts): StackSpec {
  const orFacts = (own: string[], known: string[]) =>
    own.length > 0 ? own : known;
  const { network } = spec;
  return {
    ...spec,
    network: {
      ...network,
      podCidrs: orFacts(network.podCidrs, facts.podCidrs),
      serviceCidrs: orFacts(network.serviceCidrs, facts.serviceCidrs),
      nodeCidrs: orFacts(network.nodeCidrs, facts.nodeCidrs),
      apiServers: orFacts(
        network.apiServers,
        facts.apiServers.map(({ address, port }) =>
          address.includes(':') ? `[${address}]:${port}` : `${address}:${port}`,
        ),
      ),
    },
  };
}

function write(
  {
    stack,
    spec,
    facts,
  }: { stack: Stack; spec: StackSpec; facts: ClusterFacts },
  { output }: Pick<RenderOptions, 'output'>,
  host: Host,
): void {
  const objects: KubernetesObject[] = stack.stages.flatMap(
    stage => stage.objects,
  );
  if (output === 'json') {
    const list = { apiVersion: 'v1', kind: 'List', items: objects };
    host.out(`${JSON.stringify(list, undefined, 2)}\n`);
    return;
  }
  host.out(specComment(withFacts(spec, facts)));
  usedDocuments(spec, facts).forEach(used => host.out(usedComment(used)));
  for (const stage of stack.stages) {
    const note = stage.note ? `: ${stage.note}` : '';
    host.out(`# Stage ${stage.id}: ${stage.title}${note}\n`);
    stage.objects.forEach(object =>
      host.out(
        `---\n${stringify(object, {
          version: '1.1',
          aliasDuplicateObjects: false,
        })}`,
      ),
    );
  }
}

/** `render -f spec.yaml`: the stack, in the order in which it is to be applied. */
export async function render(
  options: RenderOptions,
  host: Host,
): Promise<ExitCode> {
  assertKubeconfigIsRead(options);
  const source = readSpecSource(options.file);
  const { spec } = source;
  const stages = options.stage ?? stageIds;
  const facts = await factsFor(options);
  if (options.context) {
    assertFits(source, validateStackSpec(spec, facts).issues, options.context);
  }
  const releases = await releasesFor(spec, facts, stages, options);
  const stack = fromReleases(releases, options, given =>
    renderStack(spec, facts, given),
  );
  stack.warnings.forEach(({ field, message }) =>
    host.err(`warning: ${problemText(specProblem(source, field, message))}`),
  );
  const chosen = stack.stages.filter(({ id }) => stages.includes(id));
  write({ stack: { ...stack, stages: chosen }, spec, facts }, options, host);
  return exitCodes.fine;
}
