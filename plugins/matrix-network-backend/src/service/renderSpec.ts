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
  KubernetesObject,
  RenderedStack,
  Stage,
} from '@matrix-network/backstage-plugin-matrix-network-common';
import { describeObject } from '@matrix-network/backstage-plugin-matrix-network-node';
import { stringify } from 'yaml';
import { flowChangesNow } from '../engine/flowChangesNow';
import { goneNeighbours } from '../engine/goneNeighbours';
import { neighboursOf } from '../engine/neighbours';
import { withDeadline } from '../poller/withDeadline';
import { askingClusters } from './askingClusters';
import { Services } from './Services';
import { validateSpec } from './validateSpec';

const RENDER_TIMEOUT_MS = 60_000;

/** What would be applied for a spec, as YAML. */
export async function renderSpec(
  services: Pick<
    Services,
    'engine' | 'clusters' | 'kubernetesClusters' | 'inventory'
  >,
  input: unknown,
  signal: AbortSignal,
): Promise<RenderedStack> {
  const { spec, issues, warnings } = await validateSpec(services, input);
  if (!spec) {
    throw new InputError(
      `The spec is not accepted: ${issues
        .map(issue => `${issue.field}: ${issue.message}`)
        .join('; ')}`,
    );
  }
  const { engine, clusters, inventory } = askingClusters(services);
  const client = await clusters.client(spec.kubernetesCluster);
  return withDeadline(RENDER_TIMEOUT_MS, signal, async deadline => {
    const gone = await goneNeighbours(inventory, {
      client,
      spec,
      signal: deadline,
    });
    const neighbours = await neighboursOf(inventory, spec, gone);
    const facts = await engine.readFacts(client, deadline);
    const [stack, flowChanges] = await Promise.all([
      engine.render(spec, facts, deadline, neighbours),
      flowChangesNow(engine, client, spec, deadline),
    ]);
    return {
      stages: stack.stages.map(renderedStage),
      warnings: [...warnings, ...stack.warnings],
      replicas: engine.ingressReplicas(spec, neighbours),
      flowChanges,
    };
  });
}

function renderedStage(stage: Stage): RenderedStack['stages'][number] {
  const { objects, waits: _, ...rest } = stage;
  return {
    ...rest,
    manifests: objects.map(toYaml).join('---\n'),
    objects: objects.map(describeObject),
  };
}

/** kubectl reads YAML 1.1, in which a plain `on` or `yes` is a boolean. */
function toYaml(object: KubernetesObject): string {
  return stringify(object, { version: '1.1', lineWidth: 0 });
}
