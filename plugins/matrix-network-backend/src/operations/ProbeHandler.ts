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
import { ProbePlan } from '@matrix-network/backstage-plugin-matrix-network-common';
import {
  ClusterAccess,
  ProbeSettings,
  ProbeSlots,
} from '@matrix-network/backstage-plugin-matrix-network-node';
import {
  OperationOutcome,
  ProbeOperationRequest,
} from '../database/OperationStore';
import { StackEngine } from '../engine/StackEngine';
import { OperationContext, OperationHandler } from './OperationHandler';

/** Reads the cluster as it is now, plans probes over it, runs them and holds them against the verdicts. */
export class ProbeHandler implements OperationHandler<ProbeOperationRequest> {
  readonly #engine: Pick<
    StackEngine,
    'readSnapshot' | 'planProbes' | 'runProbes'
  >;
  readonly #clusters: ClusterAccess;
  readonly #settings: Partial<ProbeSettings>;
  readonly #internetTargets: readonly { host: string; port: number }[];
  readonly #slots: ProbeSlots;

  constructor(options: {
    engine: Pick<StackEngine, 'readSnapshot' | 'planProbes' | 'runProbes'>;
    clusters: ClusterAccess;
    settings: Partial<ProbeSettings>;
    internetTargets: readonly { host: string; port: number }[];
    slots: ProbeSlots;
  }) {
    this.#engine = options.engine;
    this.#clusters = options.clusters;
    this.#settings = options.settings;
    this.#internetTargets = options.internetTargets;
    this.#slots = options.slots;
  }

  async run({
    operation,
    request,
    signal,
    progress,
  }: OperationContext<ProbeOperationRequest>): Promise<OperationOutcome> {
    const { spec, selection } = request;
    const client = await this.#clusters.client(spec.kubernetesCluster);
    const snapshot = await this.#engine.readSnapshot(client, spec, {
      signal,
      now: new Date(),
    });
    const plan = this.#engine.planProbes(snapshot, spec, selection, {
      internetTargets: this.#internetTargets,
    });
    assertSomething(plan);
    progress({ type: 'message', level: 'info', message: announcement(plan) });
    const probes = await this.#engine.runProbes({
      client,
      plan,
      operation,
      spec,
      settings: this.#settings,
      slots: this.#slots,
      signal,
      onProgress: progress,
    });
    return { status: 'succeeded', probes };
  }
}

function assertSomething({ sources, skipped }: ProbePlan): void {
  if (sources.length === 0) {
    const why = [...new Set(skipped.map(one => one.why))].slice(0, 3);
    throw new InputError(
      `None of these flows can be probed: ${
        why.join('; ') || 'the contract has no such row for this Matrix cluster'
      }`,
    );
  }
}

function announcement({ sources, skipped, namespace }: ProbePlan): string {
  const flows = sources.reduce((sum, source) => sum + source.flows.length, 0);
  return `Trying ${flows} ${flows === 1 ? 'flow' : 'flows'} from ${
    sources.length
  } ${
    sources.length === 1 ? 'source' : 'sources'
  } by short-lived Jobs in namespace ${namespace}; ${
    skipped.length
  } cannot be probed`;
}
