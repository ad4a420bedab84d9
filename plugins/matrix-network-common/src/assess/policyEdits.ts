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

import { NetworkPolicySpec } from '../kubernetes/types';
import { PolicyEdit } from '../health/Health';
import { canonical, NormalRule, normalSpec } from './policyNormal';

interface Placed<T> {
  index: number;
  value: T;
  key: string;
}

function place<T>(
  values: readonly T[],
  keyOf: (value: T) => string,
): Placed<T>[] {
  return values.map((value, index) => ({ index, value, key: keyOf(value) }));
}

/** What is only on one side; the order does not matter, and neither do repetitions. */
function onlyIn<T>(
  these: readonly Placed<T>[],
  others: readonly Placed<T>[],
): Placed<T>[] {
  const known = new Set(others.map(({ key }) => key));
  return these.filter(({ key }) => !known.has(key));
}

/** Rules, peers and ports are sets to the API server, so their order is no difference. */
function ruleKey(rule: NormalRule): string {
  return canonical({
    peers: rule.peers && [...new Set(rule.peers.map(canonical))].sort(),
    ports: rule.ports && [...new Set(rule.ports.map(canonical))].sort(),
  });
}

function listEdits<T>(
  path: string,
  expected: readonly T[] | undefined,
  actual: readonly T[] | undefined,
): PolicyEdit[] {
  if (!expected || !actual) {
    return expected === actual ? [] : [{ path, expected, actual }];
  }
  const wanted = place(expected, canonical);
  const found = place(actual, canonical);
  return pairEdits(path, onlyIn(wanted, found), onlyIn(found, wanted));
}

/** What went and what came, one for the other as far as there are both: that is a change. */
function pairEdits<T>(
  path: string,
  gone: readonly Placed<T>[],
  come: readonly Placed<T>[],
): PolicyEdit[] {
  const changed = Math.min(gone.length, come.length);
  return [
    ...come.slice(0, changed).map(({ index, value }, at) => ({
      path: `${path}[${index}]`,
      expected: gone[at].value,
      actual: value,
    })),
    ...gone.slice(changed).map(({ index, value }) => ({
      path: `${path}[${index}]`,
      expected: value,
    })),
    ...come.slice(changed).map(({ index, value }) => ({
      path: `${path}[${index}]`,
      actual: value,
    })),
  ];
}

/** How much two rules have in common: pairs an edited rule with what it was. */
function likeness(a: NormalRule, b: NormalRule): number {
  const parts = (rule: NormalRule) => [
    ...(rule.peers ?? ['everyone']).map(canonical),
    ...(rule.ports ?? ['every port']).map(canonical),
  ];
  const known = new Set(parts(a));
  return parts(b).filter(part => known.has(part)).length;
}

function takeMostAlike(
  wanted: Placed<NormalRule>,
  candidates: Placed<NormalRule>[],
): Placed<NormalRule> | undefined {
  const best = candidates
    .map(candidate => ({
      candidate,
      score: likeness(wanted.value, candidate.value),
    }))
    .filter(({ score }) => score > 0)
    .sort((a, b) => b.score - a.score)[0]?.candidate;
  if (best) {
    candidates.splice(candidates.indexOf(best), 1);
  }
  return best;
}

function ruleEdits(
  direction: 'ingress' | 'egress',
  expected: readonly NormalRule[],
  actual: readonly NormalRule[],
): PolicyEdit[] {
  const peersField = direction === 'ingress' ? 'from' : 'to';
  const wanted = place(expected, ruleKey);
  const found = place(actual, ruleKey);
  const added = onlyIn(found, wanted);
  const edits: PolicyEdit[] = [];
  for (const missing of onlyIn(wanted, found)) {
    const changed = takeMostAlike(missing, added);
    if (changed) {
      const path = `spec.${direction}[${changed.index}]`;
      edits.push(
        ...listEdits(
          `${path}.${peersField}`,
          missing.value.peers,
          changed.value.peers,
        ),
        ...listEdits(`${path}.ports`, missing.value.ports, changed.value.ports),
      );
    } else {
      edits.push({
        path: `spec.${direction}[${missing.index}]`,
        expected: asWritten(missing.value, peersField),
      });
    }
  }
  return edits.concat(
    added.map(({ index, value }) => ({
      path: `spec.${direction}[${index}]`,
      actual: asWritten(value, peersField),
    })),
  );
}

function asWritten({ peers, ports }: NormalRule, peersField: 'from' | 'to') {
  return { ...(peers && { [peersField]: peers }), ...(ports && { ports }) };
}

function fieldEdit(
  path: string,
  expected: unknown,
  actual: unknown,
): PolicyEdit[] {
  return canonical(expected) === canonical(actual)
    ? []
    : [{ path, expected, actual }];
}

/**
 * Fields in which a live policy means something else than the rendered one.
 * Ways to write the same (defaults, order, empty lists) are no edits. A path
 * with `expected` alone speaks of the rendered policy, any other of the live one.
 */
export function policyEdits(
  expected: NetworkPolicySpec,
  actual: NetworkPolicySpec,
): PolicyEdit[] {
  const wanted = normalSpec(expected);
  const found = normalSpec(actual);
  return [
    ...fieldEdit('spec.podSelector', wanted.podSelector, found.podSelector),
    ...fieldEdit('spec.policyTypes', wanted.policyTypes, found.policyTypes),
    ...ruleEdits('ingress', wanted.ingress, found.ingress),
    ...ruleEdits('egress', wanted.egress, found.egress),
  ];
}
