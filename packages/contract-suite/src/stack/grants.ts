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
import { at, listAt } from '../topics/helpers';
import { Asked } from './recordingProxy';

/** The smallest part of a role: one verb on one resource, in one place, of one name. */
export interface SingleGrant {
  /** Empty for the whole cluster. */
  namespace: string;
  group: string;
  resource: string;
  /** Empty where every name is meant. */
  name: string;
  verb: string;
}

const texts = (value: unknown, key: string): string[] =>
  listAt(value, key).map(String);

/** Takes Roles and ClusterRoles apart. */
export function grantedBy(objects: readonly KubernetesObject[]): SingleGrant[] {
  return objects
    .filter(({ kind }) => /^(Cluster)?Role$/.test(kind))
    .flatMap(role =>
      listAt(role, 'rules').flatMap(rule => {
        const names = texts(rule, 'resourceNames');
        return texts(rule, 'apiGroups').flatMap(group =>
          texts(rule, 'resources').flatMap(resource =>
            (names.length > 0 ? names : ['']).flatMap(name =>
              texts(rule, 'verbs').map(verb => ({
                namespace: String(at(role, 'metadata', 'namespace') ?? ''),
                group,
                resource,
                name,
                verb,
              })),
            ),
          ),
        );
      }),
    );
}

/** Whether somebody has made use of it. */
export function isAskedFor(
  grant: SingleGrant,
  asked: readonly Asked[],
): boolean {
  return asked.some(
    request =>
      request.verb === grant.verb &&
      request.group === grant.group &&
      request.resource === grant.resource &&
      (grant.namespace === '' || request.namespace === grant.namespace) &&
      (grant.name === '' || request.name === grant.name),
  );
}

/** Whether a role that is to be made allows just that, so that its maker must have it. */
export function isHeldFor(
  grant: SingleGrant,
  roles: readonly KubernetesObject[],
): boolean {
  return grantedBy(roles).some(
    held =>
      held.verb === grant.verb &&
      held.group === grant.group &&
      held.resource === grant.resource &&
      held.name === grant.name &&
      (grant.namespace === '' || held.namespace === grant.namespace),
  );
}
