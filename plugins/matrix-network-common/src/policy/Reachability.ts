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

import { Protocol } from '../kubernetes/types';
import { byPriority } from './adminVerdict';
import {
  addBits,
  Bits,
  dropBits,
  emptyBits,
  forEachBit,
  hasBit,
  isEmpty,
  keepBits,
  setBit,
} from './bits';
import {
  CompiledAdminPolicy,
  CompiledRule,
  peerMayMatch,
  portsMatch,
  PortTarget,
} from './compiled';
import { EndSpace } from './EndSpace';
import { EngineState } from './engineState';
import { rulesOf, Selection } from './Judge';
import { Direction } from './types';

/** A port as rules see it: number, protocol, and the names that the destination gives it. */
interface PortKind {
  readonly id: number;
  readonly target: PortTarget;
}

/** Ends that the same policies are for, in one direction. */
interface PolicyClass {
  readonly selection: Selection;
  /** No policy is for them. */
  readonly isOpen: boolean;
  readonly rules: readonly CompiledRule[];
  readonly members: Bits;
  readonly memberList: number[];
  /** What it admits, by kind of port; undefined where nothing isolates it. */
  readonly admitted: Map<number, Bits>;
  /** The same by the rules whose ports fit: most kinds of port share them. */
  readonly byRules: Map<string, Bits>;
}

interface MutableSelection extends Selection {
  network: Record<Direction, Selection['network'][Direction][number][]>;
  admin: CompiledAdminPolicy[];
  baseline: CompiledAdminPolicy[];
}

/**
 * Which ends reach which, all of them at once: for each destination and port
 * the set of sources, from sets that rules speak of.
 */
export class Reachability {
  private readonly kinds = new Map<string, PortKind>();
  private readonly egressOfKind = new Map<number, readonly Bits[]>();
  private readonly classes: Record<Direction, PolicyClass[]>;
  private readonly classOf: Record<Direction, PolicyClass[]>;

  constructor(readonly space: EndSpace, state: EngineState) {
    const selections = select(space, state);
    const ingress = classify(space, selections, 'ingress');
    const egress = classify(space, selections, 'egress');
    this.classes = { ingress: ingress.classes, egress: egress.classes };
    this.classOf = { ingress: ingress.ofEnd, egress: egress.ofEnd };
  }

  /** Ends whose connections to this one, on this port, are allowed. */
  sourcesOf(end: number, port: number, protocol: Protocol): Bits {
    const kind = this.kindOf(end, port, protocol);
    const admitted = this.admitted('ingress', this.classOf.ingress[end], kind);
    const sources = emptyBits(this.space.size);
    if (isEmpty(admitted)) {
      return sources;
    }
    const admittedByClass = this.egressOf(kind);
    this.classes.egress.forEach((one, index) => {
      if (hasBit(admittedByClass[index], end)) {
        addMembers(sources, one);
      }
    });
    keepBits(sources, admitted);
    if (hasBit(this.space.outside, end)) {
      dropBits(sources, this.space.outside);
    }
    return sources;
  }

  /** What each class of sources may reach on this kind of port. */
  private egressOf(kind: PortKind): readonly Bits[] {
    const known = this.egressOfKind.get(kind.id);
    if (known) {
      return known;
    }
    const bits = this.classes.egress.map(one =>
      this.admitted('egress', one, kind),
    );
    this.egressOfKind.set(kind.id, bits);
    return bits;
  }

  private kindOf(end: number, port: number, protocol: Protocol): PortKind {
    const { endpoint } = this.space.ends[end];
    const containerPorts = endpoint.kind === 'pod' ? endpoint.pod.ports : [];
    const names = (containerPorts ?? [])
      .filter(
        declared => declared.port === port && declared.protocol === protocol,
      )
      .map(({ name }) => name ?? '')
      .sort();
    const key = `${protocol} ${port} ${names.join()}`;
    const known = this.kinds.get(key);
    if (known) {
      return known;
    }
    const target = { port, protocol, containerPorts };
    const kind = { id: this.kinds.size, target };
    this.kinds.set(key, kind);
    return kind;
  }

  private admitted(
    direction: Direction,
    one: PolicyClass,
    kind: PortKind,
  ): Bits {
    if (one.isOpen) {
      return this.space.everything;
    }
    const known = one.admitted.get(kind.id);
    if (known) {
      return known;
    }
    const fits = one.rules.map(rule => portsMatch(rule, kind.target));
    const key = fits.map(Number).join('');
    const bits =
      one.byRules.get(key) ?? this.admittedBy(direction, one.selection, kind);
    one.byRules.set(key, bits);
    one.admitted.set(kind.id, bits);
    return bits;
  }

  private admittedBy(
    direction: Direction,
    { admin, network, baseline }: Selection,
    { target }: PortKind,
  ): Bits {
    const open = Uint32Array.from(this.space.everything);
    const allowed = emptyBits(this.space.size);
    this.applyTier(direction, admin, target, open, allowed);
    if (network[direction].length > 0) {
      const byPolicies = emptyBits(this.space.size);
      network[direction]
        .flatMap(({ rules }) => rules[direction] ?? [])
        .filter(rule => portsMatch(rule, target))
        .forEach(rule => addBits(byPolicies, this.space.ruleBits(rule)));
      keepBits(open, byPolicies);
    } else {
      this.applyTier(direction, baseline, target, open, allowed);
    }
    addBits(allowed, open);
    return allowed;
  }

  /** Moves what a tier decides out of `open`; what it allows goes to `allowed`. */
  private applyTier(
    direction: Direction,
    policies: readonly CompiledAdminPolicy[],
    target: PortTarget,
    open: Bits,
    allowed: Bits,
  ): void {
    const passed = emptyBits(this.space.size);
    byPriority(policies).forEach(together => {
      const said = { Allow: this.none(), Deny: this.none(), Pass: this.none() };
      const unclear = this.none();
      together.forEach(policy =>
        this.applyPolicy(direction, policy, target, open, said, unclear),
      );
      const { Allow, Deny, Pass } = said;
      [
        [Allow, Deny],
        [Allow, Pass],
        [Deny, Pass],
      ].forEach(([one, other]) => {
        const both = Uint32Array.from(one);
        keepBits(both, other);
        addBits(unclear, both);
      });
      dropBits(Allow, unclear);
      dropBits(Pass, unclear);
      addBits(allowed, Allow);
      addBits(passed, Pass);
      [Allow, Deny, Pass, unclear].forEach(decided => dropBits(open, decided));
    });
    addBits(open, passed);
  }

  private applyPolicy(
    direction: Direction,
    { rules, invalid }: CompiledAdminPolicy,
    target: PortTarget,
    open: Bits,
    said: Record<'Allow' | 'Deny' | 'Pass', Bits>,
    unclear: Bits,
  ): void {
    const undecided = Uint32Array.from(open);
    if (invalid !== undefined) {
      addBits(unclear, undecided);
      return;
    }
    rules[direction]
      .filter(rule => portsMatch(rule, target))
      .forEach(rule => {
        const matched = Uint32Array.from(undecided);
        keepBits(matched, this.space.ruleBits(rule));
        addBits(said[rule.action], matched);
        dropBits(undecided, matched);
        const maybe = this.maybe(rule);
        keepBits(maybe, undecided);
        addBits(unclear, maybe);
        dropBits(undecided, maybe);
      });
  }

  private maybe({ peers = [] }: CompiledRule): Bits {
    const bits = this.none();
    forEachBit(this.space.outside, index => {
      const { endpoint } = this.space.ends[index];
      if (peers.some(peer => peerMayMatch(peer, endpoint))) {
        setBit(bits, index);
      }
    });
    return bits;
  }

  private none(): Bits {
    return emptyBits(this.space.size);
  }
}

/** A few members are added one by one, many as a set. */
function addMembers(bits: Bits, { members, memberList }: PolicyClass): void {
  if (memberList.length > bits.length) {
    addBits(bits, members);
  } else {
    memberList.forEach(index => setBit(bits, index));
  }
}

/** For each end the policies that are for it, asked policy by policy. */
function select(
  space: EndSpace,
  { policies, adminPolicies }: EngineState,
): MutableSelection[] {
  const selections = space.ends.map(
    (): MutableSelection => ({
      network: { ingress: [], egress: [] },
      admin: [],
      baseline: [],
    }),
  );
  [...policies.values()].flat().forEach(policy => {
    forEachBit(space.podBits(policy.podSelector, policy.namespace), index => {
      const { network } = selections[index];
      if (policy.rules.ingress) {
        network.ingress.push(policy);
      }
      if (policy.rules.egress) {
        network.egress.push(policy);
      }
    });
  });
  adminPolicies.forEach(policy => {
    const { podSelector, namespaceSelector, tier } = policy;
    forEachBit(space.podBits(podSelector, namespaceSelector), index =>
      selections[index][tier].push(policy),
    );
  });
  return selections;
}

function classify(
  space: EndSpace,
  selections: readonly Selection[],
  direction: Direction,
): { classes: PolicyClass[]; ofEnd: PolicyClass[] } {
  const numbers = new Map<object, number>();
  const numberOf = (policy: object) => {
    const number = numbers.get(policy) ?? numbers.size;
    numbers.set(policy, number);
    return number;
  };
  const classes = new Map<string, PolicyClass>();
  const ofEnd = selections.map((selection, index) => {
    const policies = rulesOf(selection)[direction];
    const key = policies.map(numberOf).join();
    const one: PolicyClass = classes.get(key) ?? {
      selection,
      isOpen: policies.length === 0,
      rules: policies.flatMap(({ rules }) => rules[direction] ?? []),
      members: emptyBits(space.size),
      memberList: [],
      admitted: new Map(),
      byRules: new Map(),
    };
    classes.set(key, one);
    setBit(one.members, index);
    one.memberList.push(index);
    return one;
  });
  return { classes: [...classes.values()], ofEnd };
}
