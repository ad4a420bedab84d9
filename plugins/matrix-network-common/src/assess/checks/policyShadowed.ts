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

import { AssessContext } from '../AssessContext';
import { Check, Observation } from '../Check';
import { coverageSentences } from '../coverageText';
import { PolicyShadow, ShadowedPolicy } from '../shadows';
import { count, list } from '../text';
import { isBridge } from './policyBridgeLeft';

type Wording = Pick<Observation, 'severity' | 'title' | 'cause' | 'remedy'>;

/** Policies whose rules are held one by one against those of the wider one. */
const maxExplained = 4;

function wayOf({ directions }: Pick<PolicyShadow, 'directions'>): string {
  return directions.map(direction => direction.toLowerCase()).join(' and ');
}

function allowsAll(shadow: PolicyShadow, context: AssessContext): Wording {
  const { by, policies } = shadow;
  const { namespace } = context.snapshot;
  const pods = context.policies.find(({ name }) => name === by)?.selectedPods;
  return {
    severity: 'critical',
    title: `Policy ${by} allows all ${wayOf(shadow)} and makes ${count(
      policies.length,
      'other policy',
      'other policies',
    )} pointless`,
    cause: `Policies only ever add: beside a rule without peers and ports, ${list(
      policies.map(({ name }) => name),
    )} hold nothing back for ${count(pods?.length ?? 0, 'pod')}.`,
    remedy: `Delete it when it is not needed: kubectl -n ${namespace} delete networkpolicy ${by}. Otherwise give its rules peers and ports.`,
  };
}

function explained(
  { name, selected, rules }: ShadowedPolicy,
  { livePolicies }: AssessContext,
): string[] {
  return [
    ...coverageSentences(name, rules, livePolicies),
    selected === 'always'
      ? `It selects every pod that ${name} can select.`
      : `It selects every pod that ${name} selects now.`,
  ];
}

function isWider(shadow: PolicyShadow, context: AssessContext): Wording {
  const { by, policies } = shadow;
  const { namespace } = context.snapshot;
  const more = policies.length - maxExplained;
  return {
    severity: 'warning',
    title: `Policy ${by} is wider than ${list(
      policies.map(({ name }) => name),
    )} and makes ${policies.length === 1 ? 'it' : 'them'} pointless for ${wayOf(
      shadow,
    )}`,
    cause: [
      'Policies only ever add.',
      ...policies
        .slice(0, maxExplained)
        .flatMap(policy => explained(policy, context)),
      ...(more > 0 ? [`So with ${count(more, 'other', 'others')}.`] : []),
    ].join(' '),
    remedy: `Delete it when it is not needed: kubectl -n ${namespace} delete networkpolicy ${by}. Otherwise narrow these rules to the peers and ports that the stack lacks, or write those as rows into the spec's contract.`,
  };
}

/** A policy beside the stack's that allows all that they do undoes them. */
export const policyShadowed: Check = {
  code: 'policy-shadowed',
  about:
    "No policy stands beside the stack that allows everything, or all that one of the stack's policies does and more.",
  needs: ['networkPolicies', 'pods'],
  run: context =>
    context.shadows
      .filter(({ by }) => !isBridge(by, context))
      .map(shadow => ({
        ...(shadow.kind === 'allowsAll'
          ? allowsAll(shadow, context)
          : isWider(shadow, context)),
        subject: {
          kind: 'NetworkPolicy',
          namespace: context.snapshot.namespace,
          name: shadow.by,
        },
        workloads:
          context.policies.find(({ name }) => name === shadow.by)?.workloads ??
          [],
      })),
};
