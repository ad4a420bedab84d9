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
import { ClusterState } from '../controllers/ClusterState';
import {
  Container,
  Kind,
  Pod,
  RESOURCE_QUOTA,
  ResourceQuota,
} from '../controllers/kinds';
import { formatQuantity, parseQuantity } from '../schema/quantity';
import { AdmissionRequest } from '../store/ObjectStore';
import {
  amountOf,
  growth,
  isPod,
  sumUsage,
  Usage,
  usageOf,
} from './quotaUsage';

/** Once a quota counts one of these, every container has to say how much it takes. */
const demanded = [
  'cpu',
  'limits.cpu',
  'limits.memory',
  'memory',
  'requests.cpu',
  'requests.memory',
];

/** A kind's name in quotas and its objects' type. */
export interface CountedKind {
  kind: Kind<KubernetesObject>;
  /** `pods`, `jobs.batch`. */
  resource: string;
}

/**
 * Admission plugin ResourceQuota: why a quota of the namespace refuses a new
 * object, or more ports of a Service; undefined when none does.
 */
export function quotaRefusal(
  request: AdmissionRequest,
  counted: CountedKind | undefined,
  state: ClusterState,
): string | undefined {
  const { namespace, object } = request;
  if (!counted || namespace === undefined) {
    return undefined;
  }
  const requested = requestedBy(request, counted.resource);
  if (!requested) {
    return undefined;
  }
  for (const quota of state.list(RESOURCE_QUOTA, { namespace })) {
    const problem = concerns(quota, object, requested)
      ? missingAmounts(quota, object) ??
        exceeded(quota, requested, usedOf(quota, [counted], state))
      : undefined;
    if (problem !== undefined) {
      return problem;
    }
  }
  return undefined;
}

function requestedBy(
  { operation, object, oldObject }: AdmissionRequest,
  resource: string,
): Usage | undefined {
  const now = usageOf(object, resource);
  if (operation === 'CREATE') {
    return now;
  }
  return operation === 'UPDATE' && oldObject && resource === 'services'
    ? growth(now, usageOf(oldObject, resource))
    : undefined;
}

/** What objects of these kinds take of a quota now. */
export function usedOf(
  quota: ResourceQuota,
  kinds: readonly CountedKind[],
  state: ClusterState,
): Usage {
  const { namespace } = quota.metadata;
  return sumUsage(
    kinds.flatMap(({ kind, resource }) =>
      state
        .list(kind, { namespace })
        .filter(object => isInScope(quota, object))
        .map(object => usageOf(object, resource)),
    ),
  );
}

function hardOf({ spec }: ResourceQuota): Record<string, string> {
  return spec?.hard ?? {};
}

function concerns(
  quota: ResourceQuota,
  object: KubernetesObject,
  requested: Usage,
): boolean {
  const names = Object.keys(hardOf(quota));
  return (
    isInScope(quota, object) &&
    (names.some(name => requested.has(name)) ||
      (isPod(object) && names.some(name => demanded.includes(name))))
  );
}

/** Scopes narrow a quota to some pods; those that are not known here fit none. */
function isInScope({ spec }: ResourceQuota, object: KubernetesObject): boolean {
  const scopes = spec?.scopes ?? [];
  if (scopes.length === 0 && spec?.scopeSelector === undefined) {
    return true;
  }
  return (
    spec?.scopeSelector === undefined &&
    isPod(object) &&
    scopes.every(scope => fitsScope(object, scope))
  );
}

function fitsScope({ spec, status }: Pod, scope: string): boolean {
  const hasDeadline = typeof spec.activeDeadlineSeconds === 'number';
  const isBestEffort = status?.qosClass === 'BestEffort';
  switch (scope) {
    case 'Terminating':
      return hasDeadline;
    case 'NotTerminating':
      return !hasDeadline;
    case 'BestEffort':
      return isBestEffort;
    case 'NotBestEffort':
      return !isBestEffort;
    default:
      return false;
  }
}

function missingAmounts(
  quota: ResourceQuota,
  object: KubernetesObject,
): string | undefined {
  if (!isPod(object)) {
    return undefined;
  }
  const { containers, initContainers = [] } = object.spec;
  const missing = demanded
    .filter(name => name in hardOf(quota))
    .map(name => ({
      name,
      containers: [...containers, ...initContainers]
        .filter(container => !states(container, name))
        .map(container => container.name)
        .sort(),
    }))
    .filter(entry => entry.containers.length > 0);
  return missing.length === 0
    ? undefined
    : `failed quota: ${quota.metadata.name}: must specify ${missing
        .map(entry => `${entry.name} for: ${entry.containers.join(',')}`)
        .join('; ')}`;
}

function states({ resources }: Container, name: string): boolean {
  const [list, resource] = name.startsWith('limits.')
    ? [resources?.limits, name.slice('limits.'.length)]
    : [resources?.requests, name.replace(/^requests\./, '')];
  return list?.[resource] !== undefined;
}

function exceeded(
  quota: ResourceQuota,
  requested: Usage,
  used: Usage,
): string | undefined {
  const hard = hardOf(quota);
  const names = Object.keys(hard)
    .filter(name => {
      const limit = parseQuantity(hard[name]);
      const wanted = amountOf(requested, name).nanos;
      return (
        limit !== undefined &&
        wanted > 0n &&
        amountOf(used, name).nanos + wanted > limit.nanos
      );
    })
    .sort();
  const amounts = (usage: Usage) =>
    names
      .map(name => `${name}=${formatQuantity(amountOf(usage, name))}`)
      .join(',');
  return names.length === 0
    ? undefined
    : `exceeded quota: ${quota.metadata.name}, requested: ${amounts(
        requested,
      )}, used: ${amounts(used)}, limited: ${names
        .map(name => `${name}=${hard[name]}`)
        .join(',')}`;
}
