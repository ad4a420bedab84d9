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

import { InputError, NotFoundError } from '@backstage/errors';

import { Labels } from '../kubernetes/types';
import { Address, parseAddress } from './addresses';
import { Endpoint, PodEndpoint } from './compiled';
import {
  FlowEndpoint,
  PolicyNamespace,
  PolicyNode,
  PolicyPod,
  PolicyProblem,
} from './types';

const NAME_LABEL = 'kubernetes.io/metadata.name';

export function podKey({
  namespace,
  name,
}: {
  namespace: string;
  name: string;
}): string {
  return `${namespace}/${name}`;
}

/** Pods that have ended have no network: no policy speaks of them. */
export function hasEnded({ phase }: PolicyPod): boolean {
  return phase === 'Succeeded' || phase === 'Failed';
}

/** The API server sets the name label on every namespace, whatever its manifest says. */
export function namespaceLabels(
  namespaces: readonly PolicyNamespace[],
): Map<string, Labels> {
  return new Map(
    namespaces.map(({ name, labels }) => [
      name,
      { ...labels, [NAME_LABEL]: name },
    ]),
  );
}

/** Addresses of a pod; one that is none is a problem, and no ipBlock matches it. */
export function podEndpoint(
  pod: PolicyPod,
  namespaces: ReadonlyMap<string, Labels>,
): { endpoint: PodEndpoint; problems: PolicyProblem[] } {
  const addresses: Address[] = [];
  const problems: PolicyProblem[] = [];
  pod.ips.forEach((ip, index) => {
    const address = parseAddress(ip);
    if (address) {
      addresses.push(address);
    } else {
      problems.push({
        object: { kind: 'Pod', namespace: pod.namespace, name: pod.name },
        path: `status.podIPs[${index}]`,
        severity: 'invalid',
        message: `"${ip}" is not an IP address`,
      });
    }
  });
  const labels = namespaces.get(pod.namespace) ?? {
    [NAME_LABEL]: pod.namespace,
  };
  return {
    endpoint: { kind: 'pod', pod, namespaceLabels: labels, addresses },
    problems,
  };
}

export function outsideEndpoint(ip: string): Endpoint {
  const address = parseAddress(ip);
  if (!address) {
    throw new InputError(
      `ip "${ip}" is not an IP address; an IPv4 or IPv6 address is accepted`,
    );
  }
  return { kind: 'outside', addresses: [address] };
}

export function resolveEndpoint(
  end: FlowEndpoint,
  pods: ReadonlyMap<string, PodEndpoint>,
  ended: ReadonlySet<string>,
): Endpoint {
  if ('ip' in end) {
    return outsideEndpoint(end.ip);
  }
  const endpoint = pods.get(podKey(end));
  if (endpoint) {
    return endpoint;
  }
  if (ended.has(podKey(end))) {
    throw new InputError(
      `pod ${podKey(end)} has ended: it has no network to judge`,
    );
  }
  throw new NotFoundError(`no pod ${podKey(end)}`);
}

export function nodesByAddress(
  nodes: readonly PolicyNode[],
): Map<bigint, PolicyNode> {
  return new Map(
    nodes.flatMap(node =>
      node.addresses.flatMap(text => {
        const address = parseAddress(text);
        return address ? [[address.position, node] as const] : [];
      }),
    ),
  );
}

export interface AddressPair {
  readonly from: Address | undefined;
  readonly to: Address | undefined;
}

/**
 * The pairs of addresses that a connection can use, the likeliest first: both
 * ends of one family, in the order in which the pods list them. Where an end
 * has no address yet, or no family is common, the addresses are compared as
 * they are.
 */
export function addressPairs(from: Endpoint, to: Endpoint): AddressPair[] {
  const sources = from.addresses.length > 0 ? from.addresses : [undefined];
  const destinations = to.addresses.length > 0 ? to.addresses : [undefined];
  const all = destinations.flatMap(destination =>
    sources.map(source => ({ from: source, to: destination })),
  );
  const sameFamily = all.filter(
    pair => pair.from && pair.to && pair.from.family === pair.to.family,
  );
  return sameFamily.length > 0 ? sameFamily : all;
}
