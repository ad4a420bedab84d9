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

import { adminVerdict } from './adminVerdict';
import {
  CompiledAdminPolicy,
  CompiledPolicy,
  Endpoint,
  PodEndpoint,
  RuleSet,
} from './compiled';
import { AddressPair, addressPairs } from './endpoints';
import { EngineState } from './engineState';
import { whyUndefined } from './hostNetwork';
import { matchesLabelSelector } from './labelSelector';
import { networkPolicyVerdict, Opposite } from './networkPolicyVerdict';
import { Direction, DirectionVerdict, Flow, Verdict } from './types';

/** The policies that are for a pod. */
export interface Selection {
  /** NetworkPolicies that isolate it, by direction. */
  readonly network: Readonly<Record<Direction, readonly CompiledPolicy[]>>;
  readonly admin: readonly CompiledAdminPolicy[];
  readonly baseline: readonly CompiledAdminPolicy[];
}

export type Judgement = Omit<Verdict, 'sentence'>;

const NOTHING: Selection = {
  network: { ingress: [], egress: [] },
  admin: [],
  baseline: [],
};

const RANK = { allowed: 2, undefined: 1, denied: 0 } as const;

function isOpen(verdict: DirectionVerdict): boolean {
  return verdict.outcome === 'allowed' || verdict.outcome === 'notIsolated';
}

function combine(
  egress: DirectionVerdict,
  ingress: DirectionVerdict,
): Verdict['outcome'] {
  if (egress.outcome === 'denied' || ingress.outcome === 'denied') {
    return 'denied';
  }
  return isOpen(egress) && isOpen(ingress) ? 'allowed' : 'undefined';
}

/** The policies of all kinds that are for a pod, for tries of ports and addresses. */
export function rulesOf(selection: Selection): Record<Direction, RuleSet[]> {
  const { network, admin, baseline } = selection;
  return {
    ingress: [...network.ingress, ...admin, ...baseline],
    egress: [...network.egress, ...admin, ...baseline],
  };
}

/** AdminNetworkPolicy first, then NetworkPolicy where any isolates the pod, then the baseline. */
function directionVerdict(
  direction: Direction,
  { admin, network, baseline }: Selection,
  opposite: Opposite,
): DirectionVerdict {
  return (
    adminVerdict(direction, admin, opposite) ??
    (network[direction].length > 0
      ? networkPolicyVerdict(direction, network[direction], opposite)
      : adminVerdict(direction, baseline, opposite)) ?? {
      outcome: 'notIsolated',
      reason: 'noPolicySelects',
    }
  );
}

/** Judges flows between ends; remembers which policies are for a pod. */
export class Judge {
  private readonly selections = new WeakMap<PodEndpoint, Selection>();

  constructor(private readonly state: EngineState) {}

  judge(
    flow: Pick<Flow, 'port' | 'protocol'>,
    from: Endpoint,
    to: Endpoint,
  ): Judgement {
    if (from === to) {
      const self = { outcome: 'notIsolated', reason: 'samePod' } as const;
      return { outcome: 'allowed', egress: self, ingress: self };
    }
    const { nodes } = this.state;
    const why = whyUndefined(from, nodes) ?? whyUndefined(to, nodes);
    if (why !== undefined) {
      const verdict = { outcome: 'undefined', why } as const;
      return { outcome: 'undefined', egress: verdict, ingress: verdict };
    }
    const [first, ...others] = addressPairs(from, to).map(pair =>
      this.judgePair(flow, from, to, pair),
    );
    return others.reduce(
      (best, next) => (RANK[next.outcome] > RANK[best.outcome] ? next : best),
      first,
    );
  }

  selectionOf(endpoint: Endpoint): Selection {
    if (endpoint.kind === 'outside') {
      return NOTHING;
    }
    const known = this.selections.get(endpoint);
    if (known) {
      return known;
    }
    const selection = this.select(endpoint);
    this.selections.set(endpoint, selection);
    return selection;
  }

  private select({ pod, namespaceLabels }: PodEndpoint): Selection {
    const { policies, adminPolicies } = this.state;
    const network = (policies.get(pod.namespace) ?? []).filter(policy =>
      matchesLabelSelector(policy.podSelector, pod.labels),
    );
    const admin = adminPolicies.filter(
      policy =>
        matchesLabelSelector(policy.namespaceSelector, namespaceLabels) &&
        matchesLabelSelector(policy.podSelector, pod.labels),
    );
    return {
      network: {
        ingress: network.filter(({ rules }) => rules.ingress !== undefined),
        egress: network.filter(({ rules }) => rules.egress !== undefined),
      },
      admin: admin.filter(({ tier }) => tier === 'admin'),
      baseline: admin.filter(({ tier }) => tier === 'baseline'),
    };
  }

  private judgePair(
    { port, protocol }: Pick<Flow, 'port' | 'protocol'>,
    from: Endpoint,
    to: Endpoint,
    pair: AddressPair,
  ): Judgement {
    const containerPorts = to.kind === 'pod' ? to.pod.ports : undefined;
    const target = { port, protocol, containerPorts };
    const egress = this.judgeDirection('egress', from, {
      endpoint: to,
      address: pair.to,
      target,
    });
    const ingress = this.judgeDirection('ingress', to, {
      endpoint: from,
      address: pair.from,
      target,
    });
    const addresses =
      pair.from && pair.to
        ? { from: pair.from.text, to: pair.to.text }
        : undefined;
    return { outcome: combine(egress, ingress), egress, ingress, addresses };
  }

  private judgeDirection(
    direction: Direction,
    subject: Endpoint,
    opposite: Opposite,
  ): DirectionVerdict {
    return subject.kind === 'outside'
      ? { outcome: 'notIsolated', reason: 'outsideCluster' }
      : directionVerdict(direction, this.selectionOf(subject), opposite);
  }
}
