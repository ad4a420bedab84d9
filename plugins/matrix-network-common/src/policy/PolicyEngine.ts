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

import { Labels, Protocol } from '../kubernetes/types';
import { parseBlock } from './addresses';
import { CompiledPolicy, Endpoint, PodEndpoint } from './compiled';
import { compilePolicy } from './compilePolicy';
import {
  AddressPair,
  addressPairs,
  hasEnded,
  namespaceLabels,
  nodesByAddress,
  podEndpoint,
  podKey,
  resolveEndpoint,
} from './endpoints';
import { whyUndefined } from './hostNetwork';
import { matchesLabelSelector } from './labelSelector';
import { networkPolicyVerdict } from './networkPolicyVerdict';
import { distinctAddresses, distinctPorts } from './sampling';
import { verdictSentence } from './sentence';
import {
  Direction,
  DirectionVerdict,
  Flow,
  FlowEndpoint,
  PolicyInput,
  PolicyNode,
  PolicyPod,
  PolicyProblem,
  Verdict,
} from './types';
import { signatureOf, vocabularyOf } from './vocabulary';

/**
 * Policies compiled over pods. Immutable.
 * @public
 */
export interface PolicyEngine {
  /** What is wrong with the objects that were given; never silently ignored. */
  readonly problems: readonly PolicyProblem[];
  /** The pods that are judged: those whose phase is neither `Succeeded` nor `Failed`. */
  readonly pods: readonly PolicyPod[];
  /**
   * Judges one flow. A flow over several address pairs (dual stack) is allowed
   * when one pair is.
   *
   * @throws NotFoundError when a pod is unknown; InputError when it has ended, or an address is none
   */
  evaluate(flow: Flow): Verdict;
  /**
   * Number of the group that a pod belongs to: no policy can tell pods of one
   * group apart, so what holds for one holds for all. Undefined for a pod that
   * is not judged.
   */
  groupOf(pod: { namespace: string; name: string }): number | undefined;
  /**
   * Ports to try for "any port": one of each range in which no policy of the
   * two ends, and no declared port of the destination, makes a difference.
   */
  distinctPorts(
    from: FlowEndpoint,
    to: FlowEndpoint,
    protocol: Protocol,
  ): readonly number[];
  /**
   * Addresses to try for "any address of these blocks" opposite a pod: one of
   * each part in which no ipBlock of a policy that selects the pod makes a
   * difference.
   *
   * @throws InputError when a block is no CIDR block
   */
  distinctAddresses(
    pod: { namespace: string; name: string },
    cidrs: readonly string[],
  ): readonly string[];
}

interface EngineState {
  readonly problems: readonly PolicyProblem[];
  readonly namespaces: ReadonlyMap<string, Labels>;
  readonly pods: ReadonlyMap<string, PodEndpoint>;
  readonly ended: ReadonlySet<string>;
  readonly policies: ReadonlyMap<string, readonly CompiledPolicy[]>;
  readonly nodes: ReadonlyMap<bigint, PolicyNode>;
}

const RANK = { allowed: 2, undefined: 1, denied: 0 } as const;

type Judgement = Omit<Verdict, 'sentence'>;

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

class CompiledEngine implements PolicyEngine {
  private readonly selections = new WeakMap<
    PodEndpoint,
    Record<Direction, readonly CompiledPolicy[]>
  >();

  private groups: ReadonlyMap<string, number> | undefined;

  constructor(private readonly state: EngineState) {}

  get problems() {
    return this.state.problems;
  }

  get pods() {
    return [...this.state.pods.values()].map(({ pod }) => pod);
  }

  evaluate(flow: Flow): Verdict {
    const from = this.resolve(flow.from);
    const to = this.resolve(flow.to);
    const judgement = this.judge(flow, from, to);
    return {
      ...judgement,
      sentence: verdictSentence(flow, from, to, judgement),
    };
  }

  groupOf(pod: { namespace: string; name: string }): number | undefined {
    this.groups ??= groupPods(this.state);
    return this.groups.get(podKey(pod));
  }

  distinctPorts(from: FlowEndpoint, to: FlowEndpoint, protocol: Protocol) {
    const source = this.resolve(from);
    const destination = this.resolve(to);
    return distinctPorts(
      this.selectingEnd(source).egress,
      this.selectingEnd(destination).ingress,
      destination,
      protocol,
    );
  }

  distinctAddresses(
    pod: { namespace: string; name: string },
    cidrs: readonly string[],
  ) {
    const { ingress, egress } = this.selectingEnd(this.resolve(pod));
    return cidrs.flatMap(cidr => {
      const block = parseBlock(cidr);
      if (!block) {
        throw new InputError(
          `"${cidr}" is not a CIDR block such as 10.0.0.0/8 or 2001:db8::/32`,
        );
      }
      return distinctAddresses([...ingress, ...egress], block);
    });
  }

  private resolve(end: FlowEndpoint): Endpoint {
    return resolveEndpoint(end, this.state.pods, this.state.ended);
  }

  private selectingEnd(end: Endpoint) {
    return end.kind === 'pod'
      ? this.selecting(end)
      : { ingress: [], egress: [] };
  }

  private judge(flow: Flow, from: Endpoint, to: Endpoint): Judgement {
    if (from === to) {
      const self = { outcome: 'notIsolated', reason: 'samePod' } as const;
      return { outcome: 'allowed', egress: self, ingress: self };
    }
    const why =
      whyUndefined(from, this.state.nodes) ??
      whyUndefined(to, this.state.nodes);
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

  private judgePair(
    { port, protocol }: Flow,
    from: Endpoint,
    to: Endpoint,
    pair: AddressPair,
  ): Judgement {
    const target = {
      port,
      protocol,
      containerPorts: to.kind === 'pod' ? to.pod.ports : undefined,
    };
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
    opposite: Parameters<typeof networkPolicyVerdict>[2],
  ): DirectionVerdict {
    return subject.kind === 'outside'
      ? { outcome: 'notIsolated', reason: 'outsideCluster' }
      : networkPolicyVerdict(
          direction,
          this.selecting(subject)[direction],
          opposite,
        );
  }

  private selecting(
    endpoint: PodEndpoint,
  ): Record<Direction, readonly CompiledPolicy[]> {
    const known = this.selections.get(endpoint);
    if (known) {
      return known;
    }
    const all = (this.state.policies.get(endpoint.pod.namespace) ?? []).filter(
      ({ podSelector }) =>
        matchesLabelSelector(podSelector, endpoint.pod.labels),
    );
    const selection = {
      ingress: all.filter(({ rules }) => rules.ingress !== undefined),
      egress: all.filter(({ rules }) => rules.egress !== undefined),
    };
    this.selections.set(endpoint, selection);
    return selection;
  }
}

function groupPods({ pods, policies }: EngineState): Map<string, number> {
  const vocabulary = vocabularyOf([...policies.values()].flat());
  const numbers = new Map<string, number>();
  return new Map(
    [...pods].map(([key, endpoint]) => {
      const signature = signatureOf(endpoint, vocabulary);
      const number = numbers.get(signature) ?? numbers.size;
      numbers.set(signature, number);
      return [key, number];
    }),
  );
}

function groupByNamespace(
  policies: readonly CompiledPolicy[],
): Map<string, CompiledPolicy[]> {
  const groups = new Map<string, CompiledPolicy[]>();
  policies.forEach(policy => {
    const group = groups.get(policy.namespace);
    if (group) {
      group.push(policy);
    } else {
      groups.set(policy.namespace, [policy]);
    }
  });
  return groups;
}

/**
 * Compiles policies over pods, once, for any number of questions. Nothing is
 * read from a cluster, nothing is written: plain data in, verdicts out.
 *
 * @public
 */
export function compilePolicies(input: PolicyInput): PolicyEngine {
  const namespaces = namespaceLabels(input.namespaces);
  const policies = input.policies.map(policy => compilePolicy(policy));
  const live = input.pods.filter(pod => !hasEnded(pod));
  const endpoints = live.map(pod => podEndpoint(pod, namespaces));
  return new CompiledEngine({
    problems: [...policies, ...endpoints].flatMap(({ problems }) => problems),
    namespaces,
    pods: new Map(
      endpoints.map(({ endpoint }) => [podKey(endpoint.pod), endpoint]),
    ),
    ended: new Set(input.pods.filter(hasEnded).map(podKey)),
    policies: groupByNamespace(policies.map(({ compiled }) => compiled)),
    nodes: nodesByAddress(input.nodes ?? []),
  });
}
