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
  LabelSelector,
  NetworkPolicy,
  NetworkPolicyPeer,
} from '../../kubernetes/types';
import { AssessContext } from '../AssessContext';
import { Check, Observation } from '../Check';
import { podsSelectedBy } from '../policyHealth';
import { normalSpec } from '../policyNormal';
import { count, list } from '../text';

type Direction = 'Ingress' | 'Egress';

/** Directions in which a policy allows everything from or to everyone. */
function wideOpen({ spec }: NetworkPolicy): Direction[] {
  const { ingress, egress, policyTypes } = normalSpec(spec);
  const opens = (rules: typeof ingress) =>
    rules.some(
      ({ peers, ports }) => !ports && (!peers || peers.some(isEverybody)),
    );
  return [
    ...(policyTypes.includes('Ingress') && opens(ingress)
      ? (['Ingress'] as const)
      : []),
    ...(policyTypes.includes('Egress') && opens(egress)
      ? (['Egress'] as const)
      : []),
  ];
}

/** Every pod of every namespace, or every IPv4 address and so every pod that has one. */
function isEverybody({
  ipBlock,
  namespaceSelector,
  podSelector = {},
}: NetworkPolicyPeer): boolean {
  return ipBlock
    ? ipBlock.cidr === '0.0.0.0/0' && (ipBlock.except ?? []).length === 0
    : isEmpty(namespaceSelector) && isEmpty(podSelector);
}

/** An empty selector selects all; one that is not there says nothing. */
function isEmpty(selector: LabelSelector | undefined): boolean {
  return (
    selector !== undefined &&
    Object.keys(selector.matchLabels ?? {}).length === 0 &&
    (selector.matchExpressions ?? []).length === 0
  );
}

/** Policies of the stack whose every pod the open policy has as well: they hold nobody back any more. */
function pointlessBeside(
  open: NetworkPolicy,
  directions: readonly Direction[],
  { policies, snapshot }: AssessContext,
): string[] {
  const pods = new Set(podsSelectedBy(open, snapshot).map(({ name }) => name));
  return policies
    .filter(
      policy =>
        policy.name !== open.metadata.name &&
        policy.role !== 'foreign' &&
        policy.selectedPods.length > 0 &&
        policy.directions.some(direction => directions.includes(direction)) &&
        policy.selectedPods.every(pod => pods.has(pod)),
    )
    .map(({ name }) => name);
}

function observe(
  open: NetworkPolicy,
  directions: readonly Direction[],
  context: AssessContext,
): Observation[] {
  const pointless = pointlessBeside(open, directions, context);
  if (pointless.length === 0) {
    return [];
  }
  const { namespace } = context.snapshot;
  const { name } = open.metadata;
  const health = context.policies.find(policy => policy.name === name);
  const way = directions
    .map(direction => direction.toLowerCase())
    .join(' and ');
  return [
    {
      severity: 'critical',
      subject: { kind: 'NetworkPolicy', namespace, name },
      title: `Policy ${name} allows all ${way} and makes ${count(
        pointless.length,
        'other policy',
        'other policies',
      )} pointless`,
      cause: `Policies only ever add: beside a rule without peers and ports, ${list(
        pointless,
      )} hold nothing back for ${count(
        health?.selectedPods.length ?? 0,
        'pod',
      )}.`,
      remedy: `Delete it when it is not needed: kubectl -n ${namespace} delete networkpolicy ${name}. Otherwise give its rules peers and ports.`,
      workloads: health?.workloads ?? [],
    },
  ];
}

/** An allow-all beside the stack's policies undoes them. */
export const policyShadowed: Check = {
  code: 'policy-shadowed',
  about: 'No policy that allows everything stands beside the stack.',
  needs: ['networkPolicies', 'pods'],
  run: context =>
    context.snapshot.networkPolicies.flatMap(policy => {
      const directions = wideOpen(policy);
      return directions.length > 0 ? observe(policy, directions, context) : [];
    }),
};
