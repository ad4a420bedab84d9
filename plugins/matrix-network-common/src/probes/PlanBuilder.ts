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
  ContractFlow,
  ContractPeer,
  ContractRow,
} from '../contract/ContractRow';
import { describePeer, describePorts } from '../contract/describeFlow';
import { flowsOf } from '../contract/flowsOf';
import { JudgedSource, ProbeContext, probeVerdict } from './ProbeContext';
import { targetsOf, TargetToTry } from './probeTargets';
import { byServiceName } from './serviceTarget';
import { ProbeFlow, ProbeSelection, ProbeSourceId, SkippedFlow } from './types';

/** More flows than this are left out, and said to be. */
export const MAX_PROBE_FLOWS = 400;

/** Sources that a row's peer comes to; none where a probe can't stand for it. */
function sourcesOf(
  peer: ContractPeer,
  { sourceIds }: ProbeContext,
): readonly ProbeSourceId[] {
  switch (peer.kind) {
    case 'workload':
      return [peer.workload];
    case 'unlabelledPod':
      return ['unlabelled-pod'];
    case 'everyPod':
      return sourceIds.filter(
        id => id === 'unlabelled-pod' || !peer.except.includes(id),
      );
    default:
      return [];
  }
}

function whyNoSource({ kind }: ContractPeer): string {
  return kind === 'pods'
    ? "probe pods carry a workload's labels or none"
    : 'probe pods run in the Matrix namespace only';
}

/** Pods of one workload that policies tell apart are each tried, up to this many. */
const MAX_TARGETS = 2;

/** Where to try each port: at pods that declare it, if any does. */
function attempts(
  targets: readonly TargetToTry[],
  portsOf: (target: TargetToTry) => readonly number[],
): { target: TargetToTry; port: number }[] {
  const ports = [...new Set(targets.flatMap(portsOf))];
  return ports.flatMap(port => {
    const able = targets.filter(target => portsOf(target).includes(port));
    const declaring = able.filter(({ declared }) => declared.includes(port));
    return (declaring.length > 0 ? declaring : able)
      .slice(0, MAX_TARGETS)
      .map(target => ({ target, port }));
  });
}

/** TCP ports to try at a target; other protocols give no sign that they arrived. */
function portsAt({ ports }: ContractFlow, target: TargetToTry): number[] {
  switch (ports.kind) {
    case 'endpoint':
      return [...target.ports];
    case 'every':
      return target.ports.filter(
        tried =>
          !ports.except.some(
            ({ port, endPort = port, protocol }) =>
              protocol === 'TCP' && port <= tried && tried <= endPort,
          ),
      );
    default:
      return ports.ports
        .filter(({ protocol, endPort }) => protocol === 'TCP' && !endPort)
        .map(({ port }) => port)
        .filter(
          port =>
            target.target.kind !== 'address' || target.ports.includes(port),
        );
  }
}

/** Collects the flows of rows, each once, and what is skipped. */
export class PlanBuilder {
  readonly flows = new Map<string, ProbeFlow>();
  readonly skipped = new Map<string, SkippedFlow>();
  readonly #named = new Set<ProbeSourceId>();

  constructor(readonly context: ProbeContext) {}

  addRow(row: ContractRow): void {
    if (row.limit !== undefined) {
      this.skip(row, row.source, row.destination, row.limit);
      return;
    }
    const { spec, snapshot } = this.context;
    for (const flow of flowsOf(row, spec, snapshot.facts)) {
      for (const source of flow.sources) {
        for (const destination of flow.destinations) {
          this.#addPeers(row, flow, source, destination);
        }
      }
    }
  }

  addFlow(
    selection: Extract<ProbeSelection, { kind: 'flow' }>,
    expectationOf: (flow: ProbeFlow) => Pick<ProbeFlow, 'rows' | 'expected'>,
  ): void {
    const { source, destination, port } = selection;
    const peer: ContractPeer = { kind: 'workload', workload: destination };
    const asked = { id: [], expectation: 'unstated' } as const;
    const found = targetsOf(peer, this.context);
    if ('why' in found) {
      this.skip(asked, this.#titleOf(source), describePeer(peer), found.why);
      return;
    }
    attempts(found.targets, ({ ports }) =>
      port === undefined ? ports : [port],
    ).forEach(({ target, port: number }) =>
      this.#try(asked, source, target, number),
    );
    for (const [id, flow] of this.flows) {
      this.flows.set(id, { ...flow, ...expectationOf(flow) });
    }
  }

  skip(
    { id }: { id: string | readonly string[] },
    source: string,
    destination: string,
    why: string,
  ): void {
    const key = JSON.stringify([source, destination, why]);
    const rows = [id].flat();
    const known = this.skipped.get(key);
    this.skipped.set(key, {
      source,
      destination,
      why,
      rows: [...new Set([...(known?.rows ?? []), ...rows])],
    });
  }

  #addPeers(
    row: ContractRow,
    flow: ContractFlow,
    source: ContractPeer,
    destination: ContractPeer,
  ): void {
    const ids = sourcesOf(source, this.context);
    const ends = [describePeer(source), describePeer(destination)] as const;
    if (ids.length === 0) {
      this.skip(row, ...ends, whyNoSource(source));
      return;
    }
    const found = targetsOf(destination, this.context);
    if ('why' in found) {
      this.skip(row, ...ends, found.why);
      return;
    }
    const tried = attempts(found.targets, target => portsAt(flow, target));
    if (tried.length === 0) {
      this.skip(
        row,
        ...ends,
        `${describePorts(flow.ports)}: only TCP tells whether it arrived`,
      );
    }
    tried.forEach(({ target, port }) =>
      ids.forEach(id => this.#try(row, id, target, port)),
    );
  }

  #try(
    row: {
      id: string | readonly string[];
      expectation: ProbeFlow['expected'];
    },
    id: ProbeSourceId,
    target: TargetToTry,
    port: number,
  ): void {
    const source = this.context.sourceOf(id);
    if ('why' in source) {
      this.skip(row, this.#titleOf(id), target.title, source.why);
      return;
    }
    const flow = flowTo(source, target, port);
    const known = this.flows.get(flow.id);
    if (!known && this.flows.size >= MAX_PROBE_FLOWS) {
      this.skip(row, source.title, target.title, 'there are too many flows');
      return;
    }
    const rows = [...new Set([...(known?.rows ?? []), ...[row.id].flat()])];
    // What one row needs is not forbidden by another that speaks of every port.
    const expected =
      known?.expected === 'mustWork' ? 'mustWork' : row.expectation;
    const complete: ProbeFlow = { ...flow, rows, expected };
    this.flows.set(flow.id, complete);
    if (expected === 'mustWork' && !this.#named.has(id)) {
      this.#addByName(complete, target, source);
    }
  }

  #titleOf(id: ProbeSourceId): string {
    const { workloads } = this.context;
    return workloads.find(one => one.id === id)?.title ?? id;
  }

  /** One flow of each source is tried by name, too. */
  #addByName(flow: ProbeFlow, target: TargetToTry, source: JudgedSource): void {
    const named = byServiceName(flow, target, source, this.context);
    if (named) {
      this.#named.add(source.id);
      this.flows.set(named.id, named);
    }
  }
}

/** A flow without what the contract says of it. */
function flowTo(
  source: JudgedSource,
  { destination, title, target, end }: TargetToTry,
  port: number,
): ProbeFlow {
  const address = target.kind === 'service' ? target.host : target.address;
  return {
    id: `${source.id} ${address}:${port}`,
    source: source.id,
    sourceTitle: source.title,
    destination,
    destinationTitle: title,
    target,
    port,
    protocol: 'TCP',
    rows: [],
    expected: 'unstated',
    verdict: probeVerdict(source.evaluate(end, port)),
  };
}
