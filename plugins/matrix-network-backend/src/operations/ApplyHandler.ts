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
  StackSpec,
} from '@matrix-network/backstage-plugin-matrix-network-common';
import { ClusterAccess } from '@matrix-network/backstage-plugin-matrix-network-node';
import {
  ApplyOperationRequest,
  OperationOutcome,
} from '../database/OperationStore';
import { SpecStore } from '../database/SpecStore';
import { StackEngine } from '../engine/StackEngine';
import { flowChangesNow } from '../engine/flowChangesNow';
import { OperationContext, OperationHandler } from './OperationHandler';

type ApplyEngine = Pick<
  StackEngine,
  'validate' | 'readFacts' | 'render' | 'apply' | 'readSnapshot' | 'flowChanges'
>;

/** Renders a spec for its Kubernetes cluster and applies it, stage by stage. */
export class ApplyHandler implements OperationHandler<ApplyOperationRequest> {
  readonly #engine: ApplyEngine;
  readonly #clusters: ClusterAccess;
  readonly #specs: Pick<SpecStore, 'markApplied'>;
  readonly #afterApply: (matrixCluster: string) => Promise<void>;

  constructor(options: {
    engine: ApplyEngine;
    clusters: ClusterAccess;
    specs: Pick<SpecStore, 'markApplied'>;
    /** Polls the Matrix cluster, so that pages show what the apply changed. */
    afterApply: (matrixCluster: string) => Promise<void>;
  }) {
    this.#engine = options.engine;
    this.#clusters = options.clusters;
    this.#specs = options.specs;
    this.#afterApply = options.afterApply;
  }

  async run(
    context: OperationContext<ApplyOperationRequest>,
  ): Promise<OperationOutcome> {
    const { request, signal, progress } = context;
    const client = await this.#clusters.client(request.spec.kubernetesCluster);
    const facts = await this.#engine.readFacts(client, signal);
    const check = this.#engine.validate(request.spec, facts);
    const spec = acceptedSpec(check, request.spec);
    const stack = await this.#engine.render(spec, facts, signal);
    for (const warning of stack.warnings) {
      progress({
        type: 'message',
        level: 'warning',
        message: `${warning.field}: ${warning.message}`,
      });
    }
    progress({
      type: 'flowChanges',
      changes: await flowChangesNow(this.#engine, client, spec, signal),
    });
    const result = await this.#engine.apply({
      client,
      stack,
      force: request.force,
      signal,
      onProgress: progress,
    });
    if (result.conflicts.length > 0) {
      return { status: 'failed', error: conflictsOf(result.conflicts), result };
    }
    await this.#specs.markApplied(request.spec);
    await this.#afterApply(spec.name);
    return { status: 'succeeded', result };
  }
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
