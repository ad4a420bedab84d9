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

import { BlockList, isIP } from 'node:net';

import {
  LabelSelector,
  Labels,
  NetworkPolicy,
  NetworkPolicyPeer,
  NetworkPolicyPort,
} from '../../kubernetes/types';
import { Flow, PolicyInput, PolicyPod } from '../types';
import { naiveAction } from './naiveAdmin';

/**
 * A second evaluator to hold the first one against: written straight from the
 * API documentation, with nothing compiled, grouped or shared with it.
 */
export type Side = { pod?: PolicyPod; ip?: string };

export function selects(selector: LabelSelector, labels: Labels): boolean {
  for (const key of Object.keys(selector.matchLabels ?? {})) {
    if (!(key in labels) || labels[key] !== selector.matchLabels?.[key]) {
      return false;
    }
  }
  for (const { key, operator, values = [] } of selector.matchExpressions ??
    []) {
    const has = key in labels;
    const listed = has && values.indexOf(labels[key]) >= 0;
    const ok = {
      In: listed,
      NotIn: !listed,
      Exists: has,
      DoesNotExist: !has,
    }[operator];
    if (!ok) {
      return false;
    }
  }
  return true;
}

const MAPPED = '::ffff:';

function withoutMapping(ip: string): string {
  return ip.startsWith(MAPPED) ? ip.slice(MAPPED.length) : ip;
}

export function inCidr(ip: string, cidr: string): boolean {
  const [written, length] = cidr.split('/');
  const network = withoutMapping(written);
  const address = withoutMapping(ip);
  if (isIP(address) !== isIP(network)) {
    return false;
  }
  const family = isIP(network) === 4 ? 'ipv4' : 'ipv6';
  const list = new BlockList();
  list.addSubnet(
    network,
    Number(length) - (network === written ? 0 : 96),
    family,
  );
  return list.check(address, family);
}

function peerFits(
  peer: NetworkPolicyPeer,
  side: Side,
  policyNamespace: string,
  input: PolicyInput,
): boolean {
  if (peer.ipBlock) {
    const { cidr, except = [] } = peer.ipBlock;
    const { ip } = side;
    return (
      ip !== undefined && inCidr(ip, cidr) && !except.some(x => inCidr(ip, x))
    );
  }
  if (!side.pod) {
    return false;
  }
  const { namespace, labels } = side.pod;
  if (peer.namespaceSelector) {
    const own = input.namespaces.find(({ name }) => name === namespace);
    const namespaceLabels = {
      ...own?.labels,
      'kubernetes.io/metadata.name': namespace,
    };
    if (!selects(peer.namespaceSelector, namespaceLabels)) {
      return false;
    }
  } else if (namespace !== policyNamespace) {
    return false;
  }
  return !peer.podSelector || selects(peer.podSelector, labels);
}

function portFits(
  rule: NetworkPolicyPort,
  flow: Flow,
  destination: Side,
): boolean {
  if ((rule.protocol ?? 'TCP') !== flow.protocol) {
    return false;
  }
  if (rule.port === undefined) {
    return true;
  }
  if (typeof rule.port === 'number') {
    return flow.port >= rule.port && flow.port <= (rule.endPort ?? rule.port);
  }
  return (destination.pod?.ports ?? []).some(
    ({ name, port, protocol }) =>
      name === rule.port && port === flow.port && protocol === flow.protocol,
  );
}

/** Undefined where no policy isolates the pod. */
function networkPoliciesAllow(
  direction: 'Ingress' | 'Egress',
  pod: PolicyPod,
  other: Side,
  destination: Side,
  flow: Flow,
  input: PolicyInput,
): boolean | undefined {
  const types = ({ spec }: NetworkPolicy) =>
    spec.policyTypes?.length
      ? spec.policyTypes
      : ['Ingress', ...(spec.egress?.length ? ['Egress'] : [])];
  const isolating = input.policies.filter(
    policy =>
      policy.metadata.namespace === pod.namespace &&
      types(policy).includes(direction) &&
      selects(policy.spec.podSelector, pod.labels),
  );
  if (isolating.length === 0) {
    return undefined;
  }
  return isolating.some(policy => {
    const rules =
      direction === 'Ingress'
        ? (policy.spec.ingress ?? []).map(({ from, ports }) => ({
            peers: from,
            ports,
          }))
        : (policy.spec.egress ?? []).map(({ to, ports }) => ({
            peers: to,
            ports,
          }));
    return rules.some(
      ({ peers, ports }) =>
        (!peers?.length ||
          peers.some(peer => peerFits(peer, other, pod.namespace, input))) &&
        (!ports?.length ||
          ports.some(port => portFits(port, flow, destination))),
    );
  });
}

function directionAllows(
  direction: 'Ingress' | 'Egress',
  subject: Side,
  other: Side,
  destination: Side,
  flow: Flow,
  input: PolicyInput,
): boolean {
  const { pod } = subject;
  if (!pod) {
    return true;
  }
  const rest = [direction, subject, other, destination, flow, input] as const;
  const first = naiveAction('AdminNetworkPolicy', ...rest);
  if (first === 'Allow' || first === 'Deny') {
    return first === 'Allow';
  }
  return (
    networkPoliciesAllow(direction, pod, other, destination, flow, input) ??
    naiveAction('BaselineAdminNetworkPolicy', ...rest) !== 'Deny'
  );
}

/** One for each address; where there is none, one without. */
function sidesOf(end: Flow['from'], { pods }: PolicyInput): Side[] {
  if ('ip' in end) {
    return [{ ip: end.ip }];
  }
  const pod = pods.find(
    ({ namespace, name }) => namespace === end.namespace && name === end.name,
  );
  return pod && pod.ips.length > 0
    ? pod.ips.map(ip => ({ pod, ip }))
    : [{ pod }];
}

function sameFamily(from: Side, to: Side): boolean {
  return (
    isIP(withoutMapping(from.ip ?? '')) === isIP(withoutMapping(to.ip ?? ''))
  );
}

/** Whether a flow is allowed, over some pair of addresses; pods are on the pod network. */
export function naiveAllows(input: PolicyInput, flow: Flow): boolean {
  const pairs = sidesOf(flow.from, input).flatMap(from =>
    sidesOf(flow.to, input).map(to => ({ from, to })),
  );
  const connected = pairs.filter(({ from, to }) => sameFamily(from, to));
  return (connected.length > 0 ? connected : pairs).some(
    ({ from, to }) =>
      (from.pod !== undefined && from.pod === to.pod) ||
      (directionAllows('Egress', from, to, to, flow, input) &&
        directionAllows('Ingress', to, from, to, flow, input)),
  );
}
