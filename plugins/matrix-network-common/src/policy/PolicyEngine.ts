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

import { NetworkPolicy, Protocol } from '../kubernetes/types';
import { parseBlock } from './addresses';
import {
  allowedFlows,
  AllowedFlowsOptions,
  FlowSet,
  PortToTry,
} from './allowedFlows';
import { Endpoint, RuleSet } from './compiled';
import { podKey, resolveEndpoint } from './endpoints';
import {
  buildState,
  EngineState,
  stateWithoutPod,
  stateWithoutPolicy,
  stateWithPod,
  stateWithPolicy,
} from './engineState';
import { Grouping, groupPods, regroupPods, splitGroups } from './grouping';
import { Judge, rulesOf } from './Judge';
import {
  addressTerms,
  distinctAddresses,
  distinctPorts,
  portTerms,
} from './sampling';
import { verdictSentence } from './sentence';
import {
  Flow,
  FlowEndpoint,
  PolicyInput,
  PolicyPod,
  PolicyProblem,
  Verdict,
} from './types';
import { emptyVocabulary, extendVocabulary } from './vocabulary';

/** @public */
export interface ObjectRef {
  namespace: string;
  name: string;
}

/**
 * Policies compiled over pods. Immutable: what changes gives a new engine that
 * shares the rest with the old one.
 * @public
 */
export interface PolicyEngine {
  /** What is wrong with the objects that were given; never silently ignored. */
  readonly problems: readonly PolicyProblem[];
  /** The pods that are judged: those whose phase is neither `Succeeded` nor `Failed`. */
  readonly pods: readonly PolicyPod[];
  /**
   * What the policies can tell apart outside of pods: one address of each part
   * of the address space, one port of each range, of each protocol.
   */
  readonly terms: {
    addresses: readonly string[];
    ports: readonly PortToTry[];
  };
  /**
   * Judges one flow. A flow over several address pairs (dual stack) is allowed
   * when one pair is.
   *
   * @throws NotFoundError when a pod is unknown; InputError when it has ended, or an address is none
   */
  evaluate(flow: Flow): Verdict;
  /**
   * Walks through all allowed flows between pods, and between pods and the
   * addresses given, on the ports that destinations declare and those given.
   * Undefined flows (host network, addresses of nodes) are not among them.
   *
   * @throws InputError when an address is none
   */
  allowedFlows(options?: AllowedFlowsOptions): Iterable<FlowSet>;
  /**
   * Number of the group that a pod belongs to: no policy can tell pods of one
   * group apart, so what holds for one holds for all. Undefined for a pod that
   * is not judged.
   */
  groupOf(pod: ObjectRef): number | undefined;
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
    pod: ObjectRef,
    cidrs: readonly string[],
  ): readonly string[];
  /** With a pod added, or replaced where there is one of its name. */
  withPod(pod: PolicyPod): PolicyEngine;
  withoutPod(pod: ObjectRef): PolicyEngine;
  /** With a NetworkPolicy added, or replaced where there is one of its name. */
  withPolicy(policy: NetworkPolicy): PolicyEngine;
  withoutPolicy(policy: ObjectRef): PolicyEngine;
}

function ruleSetsOf({ policies, adminPolicies }: EngineState): RuleSet[] {
  return [...[...policies.values()].flat(), ...adminPolicies];
}

class CompiledEngine implements PolicyEngine {
  private readonly judge: Judge;

  constructor(
    private readonly state: EngineState,
    /** Made when first asked for, then handed on. */
    private grouping?: Grouping,
  ) {
    this.judge = new Judge(state);
  }

  get problems() {
    return [...this.state.problems.values()].flat();
  }

  get pods() {
    return [...this.state.pods.values()].map(({ pod }) => pod);
  }

  get terms() {
    const ruleSets = ruleSetsOf(this.state);
    return { addresses: addressTerms(ruleSets), ports: portTerms(ruleSets) };
  }

  evaluate(flow: Flow): Verdict {
    const from = this.resolve(flow.from);
    const to = this.resolve(flow.to);
    const judgement = this.judge.judge(flow, from, to);
    return {
      ...judgement,
      sentence: verdictSentence(flow, from, to, judgement),
    };
  }

  allowedFlows(options: AllowedFlowsOptions = {}): Iterable<FlowSet> {
    return allowedFlows(this.state, this.grouped(), options);
  }

  groupOf(pod: ObjectRef): number | undefined {
    return this.grouped().numberOfPod.get(podKey(pod));
  }

  distinctPorts(from: FlowEndpoint, to: FlowEndpoint, protocol: Protocol) {
    const destination = this.resolve(to);
    return distinctPorts(
      this.rulesOf(this.resolve(from)).egress,
      this.rulesOf(destination).ingress,
      destination,
      protocol,
    );
  }

  distinctAddresses(pod: ObjectRef, cidrs: readonly string[]) {
    const { ingress, egress } = this.rulesOf(this.resolve(pod));
    const blocks = cidrs.map(cidr => {
      const block = parseBlock(cidr);
      if (!block) {
        throw new InputError(
          `"${cidr}" is not a CIDR block such as 10.0.0.0/8 or 2001:db8::/32`,
        );
      }
      return block;
    });
    return distinctAddresses([...ingress, ...egress], blocks);
  }

  withPod(pod: PolicyPod): PolicyEngine {
    return this.withPods(stateWithPod(this.state, pod), podKey(pod));
  }

  withoutPod(pod: ObjectRef): PolicyEngine {
    return this.withPods(stateWithoutPod(this.state, pod), podKey(pod));
  }

  withPolicy(policy: NetworkPolicy): PolicyEngine {
    const { state, compiled } = stateWithPolicy(this.state, policy);
    const { grouping } = this;
    return new CompiledEngine(
      state,
      grouping &&
        splitGroups(
          grouping,
          extendVocabulary(grouping.vocabulary, [compiled]),
        ),
    );
  }

  withoutPolicy(policy: ObjectRef): PolicyEngine {
    // Groups that are finer than they need be are right, too.
    return new CompiledEngine(
      stateWithoutPolicy(this.state, policy),
      this.grouping,
    );
  }

  private withPods(state: EngineState, key: string): PolicyEngine {
    const gone = this.state.pods.get(key);
    const come = state.pods.get(key);
    return new CompiledEngine(
      state,
      this.grouping &&
        regroupPods(this.grouping, gone ? [gone] : [], come ? [come] : []),
    );
  }

  private grouped(): Grouping {
    this.grouping ??= groupPods(
      [...this.state.pods.values()],
      extendVocabulary(emptyVocabulary, ruleSetsOf(this.state)),
    );
    return this.grouping;
  }

  private resolve(end: FlowEndpoint): Endpoint {
    return resolveEndpoint(end, this.state.pods, this.state.ended);
  }

  private rulesOf(end: Endpoint) {
    return rulesOf(this.judge.selectionOf(end));
  }
}

/**
 * Compiles policies over pods, once, for any number of questions. Nothing is
 * read from a cluster, nothing is written: plain data in, verdicts out.
 *
 * @public
 */
export function compilePolicies(input: PolicyInput): PolicyEngine {
  return new CompiledEngine(buildState(input));
}
