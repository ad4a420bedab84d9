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

import type {
  Health,
  IngressHealth,
  PolicyHealth,
} from '@matrix-network/backstage-plugin-matrix-network-common';
import { StateWord, Tone } from './vocabulary';

/** Policies of the stack: how many there should be and how many are in force. */
export interface PolicyCount {
  inForce: number;
  expected: number;
  missing: number;
  edited: number;
  /** As they should be, and pointless beside another. */
  shadowed: number;
}

/** Counts the policies of one role; `foreign` ones are counted on their own. */
export function countPolicies(
  policies: readonly PolicyHealth[],
  role: PolicyHealth['role'],
): PolicyCount {
  const ofRole = policies.filter(policy => policy.role === role);
  const inState = (state: PolicyHealth['state']) =>
    ofRole.filter(policy => policy.state === state).length;
  return {
    inForce: inState('inForce'),
    expected: ofRole.length,
    missing: inState('missing'),
    edited: inState('edited'),
    shadowed: inState('shadowed'),
  };
}

/** Policies of the stack in one phrase: "11 of 13 in force, 1 missing, 1 edited". */
export function policyPhrase(count: PolicyCount): string {
  const parts = [`${count.inForce} of ${count.expected} in force`];
  if (count.missing) parts.push(`${count.missing} missing`);
  if (count.edited) parts.push(`${count.edited} edited`);
  if (count.shadowed) parts.push(`${count.shadowed} shadowed`);
  return parts.join(', ');
}

export function policiesState(count: PolicyCount): StateWord {
  const word = policyPhrase(count);
  if (!count.expected) {
    return { word: 'None expected', tone: 'neutral' };
  }
  if (count.missing) {
    return { word, tone: 'bad' };
  }
  return { word, tone: count.inForce === count.expected ? 'good' : 'warning' };
}

/** The ingress controller in one phrase: "2 of 3 replicas ready". */
export function ingressState(ingress: IngressHealth): StateWord {
  const { controller, targetReplicas } = ingress;
  if (!controller) {
    return { word: 'No ingress controller found', tone: 'bad' };
  }
  const target = targetReplicas ?? controller.desired;
  const word = `${controller.ready} of ${target} replicas ready`;
  let tone: Tone = 'good';
  if (controller.ready === 0) {
    tone = 'bad';
  } else if (controller.ready < target) {
    tone = 'warning';
  }
  return { word, tone };
}

/** Rows of the contract by what was found. */
export function contractState(contract: Health['contract']): StateWord {
  const violated = contract.filter(row => row.outcome === 'violated').length;
  const holds = contract.filter(row => row.outcome === 'holds').length;
  if (!contract.length) {
    return { word: 'Not judged yet', tone: 'neutral' };
  }
  return violated
    ? { word: `${violated} of ${contract.length} flows violated`, tone: 'bad' }
    : { word: `${holds} of ${contract.length} flows hold`, tone: 'good' };
}
