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

import { KubernetesObject } from '@matrix-network/backstage-plugin-matrix-network-common';
import { Container, Pod, Service } from '../controllers/kinds';
import { isAlive } from '../controllers/podTemplate';
import { addQuantities, parseQuantity, Quantity } from '../schema/quantity';

/** Amounts by the name that a ResourceQuota counts them under. */
export type Usage = ReadonlyMap<string, Quantity>;

const zero: Quantity = { nanos: 0n, isBinary: false };
const one: Quantity = { nanos: 1_000_000_000n, isBinary: false };

/** Kinds that were counted under their plain name before `count/` was there. */
const plainCounts = [
  'configmaps',
  'persistentvolumeclaims',
  'replicationcontrollers',
  'resourcequotas',
  'secrets',
  'services',
];

/** CPU and memory are requested under two names each. */
const computed = ['cpu', 'memory', 'ephemeral-storage'];

/** What an object takes of a quota. `resource` is `pods` or `jobs.batch`. */
export function usageOf(object: KubernetesObject, resource: string): Usage {
  const counts: [string, Quantity][] = [
    [`count/${resource}`, one],
    ...(plainCounts.includes(resource)
      ? [[resource, one] satisfies [string, Quantity]]
      : []),
  ];
  if (isPod(object)) {
    return new Map([...counts, ...podUsage(object)]);
  }
  return new Map(
    isService(object) ? [...counts, ...serviceUsage(object)] : counts,
  );
}

function isService(object: KubernetesObject): object is Service {
  return object.apiVersion === 'v1' && object.kind === 'Service';
}

/** Node ports are counted one by one; a load balancer's where it has any. */
function serviceUsage({ spec }: Service): [string, Quantity][] {
  const ports = spec.ports ?? [];
  const isBalanced = spec.type === 'LoadBalancer';
  const chosen =
    isBalanced && spec.allocateLoadBalancerNodePorts === false
      ? ports.filter(({ nodePort }) => nodePort)
      : ports;
  const nodePorts = isBalanced || spec.type === 'NodePort' ? chosen.length : 0;
  return [
    ['services.nodeports', times(nodePorts)],
    ['services.loadbalancers', times(isBalanced ? 1 : 0)],
  ];
}

function times(count: number): Quantity {
  return { nanos: BigInt(count) * one.nanos, isBinary: false };
}

/** What one object takes beyond what it took before. */
export function growth(now: Usage, before: Usage): Usage {
  return new Map(
    [...now].map(([name, { nanos, isBinary }]) => [
      name,
      { nanos: nanos - amountOf(before, name).nanos, isBinary },
    ]),
  );
}

export function isPod(object: KubernetesObject): object is Pod {
  return object.apiVersion === 'v1' && object.kind === 'Pod';
}

function podUsage(pod: Pod): [string, Quantity][] {
  // A pod that has ended takes up its place in storage alone.
  if (!isAlive(pod)) {
    return [];
  }
  const usage = computed.flatMap(name => [
    ...named(total(pod, 'requests', name), [name, `requests.${name}`]),
    ...named(total(pod, 'limits', name), [`limits.${name}`]),
  ]);
  return [['pods', one], ...usage];
}

function named(
  amount: Quantity | undefined,
  names: string[],
): [string, Quantity][] {
  return amount === undefined ? [] : names.map(name => [name, amount]);
}

/** All containers run at once; init containers one after another before them. */
function total(
  { spec }: Pod,
  list: 'requests' | 'limits',
  name: string,
): Quantity | undefined {
  const amounts = (containers: readonly Container[]) =>
    containers.flatMap(({ resources }) => {
      const text = resources?.[list]?.[name];
      return (text === undefined ? undefined : parseQuantity(text)) ?? [];
    });
  const together = amounts(spec.containers);
  const all = [...together, ...amounts(spec.initContainers ?? [])];
  if (all.length === 0) {
    return undefined;
  }
  return amounts(spec.initContainers ?? []).reduce(
    (most, amount) => (amount.nanos > most.nanos ? amount : most),
    together.reduce(addQuantities, zero),
  );
}

/** The sum of what objects take. */
export function sumUsage(usages: readonly Usage[]): Usage {
  const sum = new Map<string, Quantity>();
  for (const usage of usages) {
    for (const [name, amount] of usage) {
      sum.set(name, addQuantities(sum.get(name) ?? zero, amount));
    }
  }
  return sum;
}

/** An amount of a sum; nothing is zero. */
export function amountOf(usage: Usage, name: string): Quantity {
  return usage.get(name) ?? zero;
}
