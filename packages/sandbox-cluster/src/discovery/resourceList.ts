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

import { createHash } from 'node:crypto';
import { ResourceType } from '../store/ObjectStore';

const verbs = [
  'create',
  'delete',
  'deletecollection',
  'get',
  'list',
  'patch',
  'update',
  'watch',
];

/** What a subresource can do, and as what kind it reads and writes. */
export function subresourceOf(
  type: ResourceType,
  subresource: string,
): { kind: string; group: string; version: string; verbs: string[] } {
  const own = { kind: type.kind, group: type.group, version: type.version };
  switch (subresource) {
    case 'scale':
      return {
        kind: 'Scale',
        group: 'autoscaling',
        version: 'v1',
        verbs: ['get', 'patch', 'update'],
      };
    case 'eviction':
      return {
        kind: 'Eviction',
        group: 'policy',
        version: 'v1',
        verbs: ['create'],
      };
    case 'log':
      return { ...own, verbs: ['get'] };
    case 'finalize':
      return { ...own, verbs: ['update'] };
    default:
      return { ...own, verbs: ['get', 'patch', 'update'] };
  }
}

/** What can be done with objects of a kind; namespaces go one at a time. */
export function verbsOf({ group, kind }: ResourceType): string[] {
  return group === '' && kind === 'Namespace'
    ? verbs.filter(verb => verb !== 'deletecollection')
    : verbs;
}

/** The APIResourceList of one group and version. */
export function resourceList(
  group: string,
  version: string,
  types: readonly ResourceType[],
): unknown {
  return {
    kind: 'APIResourceList',
    apiVersion: 'v1',
    groupVersion: group ? `${group}/${version}` : version,
    resources:
      group === 'authorization.k8s.io'
        ? reviewResources()
        : types.flatMap(type => [entryOf(type), ...subresourceEntries(type)]),
  };
}

function entryOf(type: ResourceType): Record<string, unknown> {
  return {
    name: type.resource,
    singularName: type.singular,
    namespaced: type.namespaced,
    kind: type.kind,
    verbs: verbsOf(type),
    ...(type.shortNames.length > 0 && { shortNames: type.shortNames }),
    ...(type.categories.length > 0 && { categories: type.categories }),
    storageVersionHash: storageVersionHash(type),
  };
}

function subresourceEntries(type: ResourceType): Record<string, unknown>[] {
  return type.subresources.map(subresource => {
    const entry = subresourceOf(type, subresource);
    const isForeign = entry.kind !== type.kind;
    return {
      name: `${type.resource}/${subresource}`,
      singularName: '',
      namespaced: type.namespaced,
      ...(isForeign && { group: entry.group, version: entry.version }),
      kind: entry.kind,
      verbs: entry.verbs,
    };
  });
}

function reviewResources(): Record<string, unknown>[] {
  return ['SelfSubjectAccessReview', 'SelfSubjectRulesReview'].map(kind => ({
    name: `${kind.toLowerCase()}s`,
    singularName: kind.toLowerCase(),
    namespaced: false,
    kind,
    verbs: ['create'],
  }));
}

function storageVersionHash({ group, version, kind }: ResourceType): string {
  return createHash('sha256')
    .update(`${group}/${version}/${kind}`)
    .digest('base64')
    .slice(0, 12);
}
