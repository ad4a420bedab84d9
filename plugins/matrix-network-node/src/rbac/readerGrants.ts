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

import { listSources } from '../snapshot/sources';
import { INGRESS_CONTROLLER, INGRESS_NAMESPACE } from '../stack/ingressNginx';
import { Grant } from './Grant';
import { resourceOf } from './resourceOf';

/** What a poll asks for: lists of whole kinds, and one ConfigMap. Secrets are not among it. */
export function readerGrants(): Grant[] {
  const kinds = Object.values(listSources).flatMap(source => source.kinds);
  const byGroup = new Map<string, Set<string>>();
  for (const kind of kinds) {
    const { apiGroup, resource } = resourceOf(kind);
    byGroup.set(apiGroup, (byGroup.get(apiGroup) ?? new Set()).add(resource));
  }
  return [
    ...[...byGroup].map(
      ([apiGroup, resources]): Grant => ({
        rule: {
          apiGroups: [apiGroup],
          resources: [...resources],
          verbs: ['list'],
        },
      }),
    ),
    {
      namespace: INGRESS_NAMESPACE,
      comment: "The controller's settings, the one ConfigMap that is read.",
      rule: {
        apiGroups: [''],
        resources: ['configmaps'],
        resourceNames: [INGRESS_CONTROLLER],
        verbs: ['get'],
      },
    },
  ];
}
