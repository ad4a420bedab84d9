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

import { ResourceType } from '../store/ObjectStore';
import { subresourceOf, verbsOf } from './resourceList';

/** The APIGroupDiscoveryList (apidiscovery.k8s.io/v2) of `types`. */
export function aggregatedDiscovery(types: readonly ResourceType[]): unknown {
  const groups = [...new Set(types.map(({ group }) => group))];
  const items = groups.map(group => groupDiscovery(group, types));
  return {
    kind: 'APIGroupDiscoveryList',
    apiVersion: 'apidiscovery.k8s.io/v2',
    metadata: {},
    items: groups.includes('') ? items : [...items, reviewGroup()],
  };
}

function groupDiscovery(
  group: string,
  types: readonly ResourceType[],
): unknown {
  const own = types.filter(type => type.group === group);
  const versions = [...new Set(own.map(({ version }) => version))];
  return {
    metadata: { ...(group && { name: group }), creationTimestamp: null },
    versions: versions.map(version => ({
      version,
      resources: own
        .filter(type => type.version === version)
        .map(resourceDiscovery),
      freshness: 'Current',
    })),
  };
}

function resourceDiscovery(type: ResourceType): unknown {
  const own = ownKind(type);
  return {
    resource: type.resource,
    responseKind: own,
    scope: type.namespaced ? 'Namespaced' : 'Cluster',
    singularResource: type.singular,
    verbs: verbsOf(type),
    ...(type.shortNames.length > 0 && { shortNames: type.shortNames }),
    ...(type.categories.length > 0 && { categories: type.categories }),
    ...(type.subresources.length > 0 && {
      subresources: type.subresources.map(subresource => {
        const { verbs, ...foreign } = subresourceOf(type, subresource);
        const responseKind = foreign.kind === type.kind ? own : foreign;
        return { subresource, responseKind, verbs };
      }),
    }),
  };
}

/** Built-in kinds are of the group and version that they are listed in, and don't say so. */
function ownKind(type: ResourceType) {
  const { group, version, kind } = type;
  return 'crd' in type && type.crd
    ? { group, version, kind }
    : { group: '', version: '', kind };
}

function reviewGroup(): unknown {
  const group = 'authorization.k8s.io';
  return {
    metadata: { name: group, creationTimestamp: null },
    versions: [
      {
        version: 'v1',
        resources: ['SelfSubjectAccessReview', 'SelfSubjectRulesReview'].map(
          kind => ({
            resource: `${kind.toLowerCase()}s`,
            responseKind: { group: '', version: '', kind },
            scope: 'Cluster',
            singularResource: kind.toLowerCase(),
            verbs: ['create'],
          }),
        ),
        freshness: 'Current',
      },
    ],
  };
}
