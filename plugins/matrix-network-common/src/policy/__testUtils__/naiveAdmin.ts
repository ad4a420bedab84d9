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

import { z } from 'zod';

import { Flow, PolicyInput } from '../types';
import { inCidr, selects, Side } from './naive';

const selector = z.object({
  matchLabels: z.record(z.string(), z.string()).optional(),
  matchExpressions: z
    .array(
      z.object({
        key: z.string(),
        operator: z.enum(['In', 'NotIn', 'Exists', 'DoesNotExist']),
        values: z.array(z.string()).optional(),
      }),
    )
    .optional(),
});
const peer = z.object({
  namespaces: selector.optional(),
  pods: z
    .object({ namespaceSelector: selector, podSelector: selector })
    .optional(),
  networks: z.array(z.string()).optional(),
});
const protocol = z.enum(['TCP', 'UDP', 'SCTP']).default('TCP');
const rule = z.object({
  action: z.enum(['Allow', 'Deny', 'Pass']),
  from: z.array(peer).optional(),
  to: z.array(peer).optional(),
  ports: z
    .array(
      z.object({
        portNumber: z.object({ protocol, port: z.number() }).optional(),
        portRange: z
          .object({ protocol, start: z.number(), end: z.number() })
          .optional(),
        namedPort: z.string().optional(),
      }),
    )
    .optional(),
});
const policies = z.array(
  z.object({
    kind: z.string(),
    spec: z.object({
      priority: z.number().default(0),
      subject: peer,
      ingress: z.array(rule).default([]),
      egress: z.array(rule).default([]),
    }),
  }),
);

const parsed = new WeakMap<object, z.output<typeof policies>>();

/** Parsing takes most of the time, and each flow asks. */
function policiesOf({ adminPolicies = [] }: PolicyInput) {
  const known = parsed.get(adminPolicies) ?? policies.parse(adminPolicies);
  parsed.set(adminPolicies, known);
  return known;
}

type Peer = z.output<typeof peer>;
type Rule = z.output<typeof rule>;

function peerFits(
  { namespaces, pods, networks }: Peer,
  side: Side,
  input: PolicyInput,
): boolean {
  if (networks) {
    const { ip } = side;
    return ip !== undefined && networks.some(network => inCidr(ip, network));
  }
  const { pod } = side;
  if (!pod) {
    return false;
  }
  const own = input.namespaces.find(({ name }) => name === pod.namespace);
  const namespaceLabels = {
    ...own?.labels,
    'kubernetes.io/metadata.name': pod.namespace,
  };
  if (pods) {
    return (
      selects(pods.namespaceSelector, namespaceLabels) &&
      selects(pods.podSelector, pod.labels)
    );
  }
  return namespaces !== undefined && selects(namespaces, namespaceLabels);
}

function portsFit({ ports }: Rule, flow: Flow, destination: Side): boolean {
  return (
    !ports ||
    ports.some(({ portNumber, portRange, namedPort }) => {
      if (portNumber) {
        return (
          portNumber.protocol === flow.protocol && portNumber.port === flow.port
        );
      }
      if (portRange) {
        return (
          portRange.protocol === flow.protocol &&
          portRange.start <= flow.port &&
          flow.port <= portRange.end
        );
      }
      return (destination.pod?.ports ?? []).some(
        one =>
          one.name === namedPort &&
          one.port === flow.port &&
          one.protocol === flow.protocol,
      );
    })
  );
}

/** What the first rule that fits says, of all policies of a kind, the one with the lowest priority value first. */
export function naiveAction(
  kind: 'AdminNetworkPolicy' | 'BaselineAdminNetworkPolicy',
  direction: 'Ingress' | 'Egress',
  subject: Side,
  other: Side,
  destination: Side,
  flow: Flow,
  input: PolicyInput,
): Rule['action'] | undefined {
  const ordered = policiesOf(input)
    .filter(policy => policy.kind === kind)
    .filter(({ spec }) => peerFits(spec.subject, subject, input))
    .sort((a, b) => a.spec.priority - b.spec.priority);
  for (const { spec } of ordered) {
    for (const one of direction === 'Ingress' ? spec.ingress : spec.egress) {
      const peers = one.from ?? one.to ?? [];
      if (
        peers.some(each => peerFits(each, other, input)) &&
        portsFit(one, flow, destination)
      ) {
        return one.action;
      }
    }
  }
  return undefined;
}
