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

import { Endpoint } from './compiled';
import {
  DecidingRule,
  Direction,
  DirectionVerdict,
  Flow,
  IsolatingPolicy,
  PolicyRef,
  Verdict,
} from './types';

/** `matrix/redis-0`, or an address. */
export function describeEndpoint(endpoint: Endpoint): string {
  if (endpoint.kind === 'outside') {
    return endpoint.addresses[0].text;
  }
  return `${endpoint.pod.namespace}/${endpoint.pod.name}`;
}

function describeAsPeer(endpoint: Endpoint): string {
  if (endpoint.kind === 'outside') {
    return `the address ${endpoint.addresses[0].text}`;
  }
  return Object.keys(endpoint.pod.labels).length === 0
    ? 'a pod without labels'
    : `pod ${describeEndpoint(endpoint)}`;
}

export function describePolicy({ kind, name }: PolicyRef): string {
  return kind === 'NetworkPolicy' ? name : `${kind} ${name}`;
}

function describeRule({ policy, path }: DecidingRule): string {
  return `${describePolicy(policy)} ${path}`;
}

function list(items: readonly string[]): string {
  return items.length < 2
    ? items.join('')
    : `${items.slice(0, -1).join(', ')} and ${items[items.length - 1]}`;
}

function isolation(
  by: readonly IsolatingPolicy[],
  direction: Direction,
  opposite: string,
  port: string,
): string {
  const end = direction === 'ingress' ? 'destination' : 'source';
  const verb = direction === 'ingress' ? 'admits' : 'lets it reach';
  const names = list(by.map(({ policy }) => describePolicy(policy)));
  const selects = by.length === 1 ? 'selects' : 'select';
  const their = by.length === 1 ? 'its' : 'their';
  const count = by.reduce((sum, { rules }) => sum + rules.length, 0);
  const rules =
    count === 0
      ? `${by.length === 1 ? 'has' : 'have'} no ${direction} rule`
      : `none of ${their} ${count} ${
          count === 1 ? 'rule' : 'rules'
        } ${verb} ${opposite} on ${port}`;
  return `${names} ${selects} the ${end} for ${direction} and ${rules}`;
}

function denial(
  verdict: Extract<DirectionVerdict, { outcome: 'denied' }>,
  direction: Direction,
  opposite: string,
  port: string,
): string {
  return verdict.denyRule
    ? `${describeRule(verdict.denyRule)} denies ${direction} on ${port}`
    : isolation(verdict.by, direction, opposite, port);
}

function permission(verdict: DirectionVerdict, direction: Direction): string {
  const end = direction === 'ingress' ? 'destination' : 'source';
  switch (verdict.outcome) {
    case 'allowed': {
      const [first, ...others] = verdict.by;
      const also = others.length > 0 ? ` (and ${others.length} more)` : '';
      return `${describeRule(first)}${also} allows ${direction}`;
    }
    case 'notIsolated':
      return verdict.reason === 'outsideCluster'
        ? `no policy applies at the ${end}, outside the pod network`
        : `no policy isolates the ${end} for ${direction}`;
    default:
      return '';
  }
}

/** One sentence, for people, that says the verdict and the rules behind it. */
export function verdictSentence(
  flow: Pick<Flow, 'port' | 'protocol'>,
  from: Endpoint,
  to: Endpoint,
  { outcome, egress, ingress }: Omit<Verdict, 'sentence'>,
): string {
  const port = `${flow.protocol} ${flow.port}`;
  if (outcome === 'undefined') {
    const reasons = [egress, ingress].flatMap(verdict =>
      verdict.outcome === 'undefined' ? [verdict.why] : [],
    );
    return `Undefined: ${[...new Set(reasons)].join('; ')}.`;
  }
  if (outcome === 'denied') {
    const reasons = [
      ...(egress.outcome === 'denied'
        ? [denial(egress, 'egress', describeAsPeer(to), port)]
        : []),
      ...(ingress.outcome === 'denied'
        ? [denial(ingress, 'ingress', describeAsPeer(from), port)]
        : []),
    ];
    return `Denied: ${reasons.join('; ')}.`;
  }
  if (ingress.outcome === 'notIsolated' && ingress.reason === 'samePod') {
    return 'Allowed: no policy can block a pod from reaching itself.';
  }
  return `Allowed on ${port}: ${permission(egress, 'egress')}; ${permission(
    ingress,
    'ingress',
  )}.`;
}
