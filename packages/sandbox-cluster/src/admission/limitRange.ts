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

import { ClusterState } from '../controllers/ClusterState';
import { LIMIT_RANGE, LimitRange, LimitRangeItem } from '../controllers/kinds';
import {
  addQuantities,
  formatQuantity,
  parseQuantity,
  Quantity,
} from '../schema/quantity';
import { AdmissionRequest } from '../store/ObjectStore';
import { isPod } from './quotaUsage';

type Amounts = Readonly<Record<string, string>>;

interface Resources {
  requests?: Amounts;
  limits?: Amounts;
}

/**
 * Admission plugin LimitRanger: why a new pod is too large, or too small, for the
 * LimitRanges of its namespace; undefined when it is not.
 */
export function limitRefusal(
  { operation, namespace, object }: AdmissionRequest,
  state: ClusterState,
): string | undefined {
  if (operation !== 'CREATE' || !isPod(object)) {
    return undefined;
  }
  const { containers, initContainers = [] } = object.spec;
  const each = [...containers, ...initContainers].map(
    ({ resources = {} }) => resources,
  );
  const whole = sumOf(containers.map(({ resources = {} }) => resources));
  const problems = state
    .list<LimitRange>(LIMIT_RANGE, { namespace })
    .flatMap(({ spec }) => spec?.limits ?? [])
    .flatMap(limit => {
      switch (limit.type) {
        case 'Container':
          return each.flatMap(resources => violations(limit, resources));
        case 'Pod':
          return violations(limit, whole);
        default:
          return [];
      }
    });
  return problems.length > 1 ? `[${problems.join(', ')}]` : problems[0];
}

function violations(
  { type, min = {}, max = {}, maxLimitRequestRatio = {} }: LimitRangeItem,
  { requests = {}, limits = {} }: Resources,
): string[] {
  return [
    ...Object.entries(min).flatMap(([resource, least]) =>
      below(type, resource, least, requests, limits),
    ),
    ...Object.entries(max).flatMap(([resource, most]) =>
      above(type, resource, most, requests, limits),
    ),
    ...Object.entries(maxLimitRequestRatio).flatMap(([resource, ratio]) =>
      tooFarApart(type, resource, ratio, requests, limits),
    ),
  ];
}

function below(
  type: string,
  resource: string,
  least: string,
  requests: Amounts,
  limits: Amounts,
): string[] {
  const start = `minimum ${resource} usage per ${type} is ${least}`;
  const bound = nanos(least);
  const [request, limit] = [requests[resource], limits[resource]];
  if (request === undefined) {
    return [`${start}.  No request is specified`];
  }
  if (nanos(request) < bound) {
    return [`${start}, but request is ${request}`];
  }
  return limit !== undefined && nanos(limit) < bound
    ? [`${start}, but limit is ${limit}`]
    : [];
}

function above(
  type: string,
  resource: string,
  most: string,
  requests: Amounts,
  limits: Amounts,
): string[] {
  const start = `maximum ${resource} usage per ${type} is ${most}`;
  const bound = nanos(most);
  const [request, limit] = [requests[resource], limits[resource]];
  if (limit === undefined) {
    return [`${start}.  No limit is specified`];
  }
  if (nanos(limit) > bound) {
    return [`${start}, but limit is ${limit}`];
  }
  return request !== undefined && nanos(request) > bound
    ? [`${start}, but request is ${request}`]
    : [];
}

function tooFarApart(
  type: string,
  resource: string,
  ratio: string,
  requests: Amounts,
  limits: Amounts,
): string[] {
  const start = `${resource} max limit to request ratio per ${type} is ${ratio}`;
  const request = nanos(requests[resource] ?? '0');
  const limit = nanos(limits[resource] ?? '0');
  if (request === 0n) {
    return [`${start}, but no request is specified or request is 0`];
  }
  if (limit === 0n) {
    return [`${start}, but no limit is specified or limit is 0`];
  }
  const given = Number(limit) / Number(request);
  return given > Number(nanos(ratio)) / 1e9
    ? [`${start}, but provided ratio is ${given.toFixed(6)}`]
    : [];
}

function nanos(text: string): bigint {
  return parseQuantity(text)?.nanos ?? 0n;
}

/** What a pod takes as a whole; of what a container leaves out, nothing is known. */
function sumOf(all: readonly Resources[]): Resources {
  return {
    requests: total(all.map(({ requests = {} }) => requests)),
    limits: total(all.map(({ limits = {} }) => limits)),
  };
}

function total(amounts: readonly Amounts[]): Amounts {
  const sum = new Map<string, Quantity>();
  for (const [resource, text] of amounts.flatMap(Object.entries<string>)) {
    const amount = parseQuantity(text);
    const before = sum.get(resource);
    if (amount) {
      sum.set(resource, before ? addQuantities(before, amount) : amount);
    }
  }
  return Object.fromEntries(
    [...sum].map(([resource, amount]) => [resource, formatQuantity(amount)]),
  );
}
