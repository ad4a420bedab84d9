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

import { IngressSnapshot } from '../../snapshot/Snapshot';
import { isSolverIngress } from '../ingressHealth';
import { Check } from '../Check';
import { list } from '../text';

/** `class host path` of each path, and the Ingress that has it. */
function places(
  ingress: IngressSnapshot,
): { key: string; host: string; path: string }[] {
  return ingress.rules.flatMap(({ host, paths }) =>
    paths.map(({ path }) => ({
      key: [ingress.className ?? '', host ?? '*', path ?? '/'].join(' '),
      host: host ?? '*',
      path: path ?? '/',
    })),
  );
}

/** Two Ingresses claim the same host and path. */
export const ingressHostPathDuplicate: Check = {
  code: 'ingress-host-path-duplicate',
  about: 'No two Ingresses claim the same host and path.',
  needs: ['ingresses'],
  run({ snapshot }) {
    const owners = new Map<
      string,
      { host: string; path: string; ingresses: IngressSnapshot[] }
    >();
    for (const ingress of snapshot.ingresses) {
      if (!isSolverIngress(ingress)) {
        for (const { key, host, path } of places(ingress)) {
          const owner = owners.get(key) ?? { host, path, ingresses: [] };
          owner.ingresses.push(ingress);
          owners.set(key, owner);
        }
      }
    }
    return [...owners.values()]
      .filter(
        ({ ingresses }) =>
          new Set(
            ingresses.map(({ namespace, name }) => `${namespace}/${name}`),
          ).size > 1 &&
          ingresses.some(({ namespace }) => namespace === snapshot.namespace),
      )
      .map(({ host, path, ingresses }) => {
        const names = ingresses.map(
          ({ namespace, name }) => `${namespace}/${name}`,
        );
        return {
          severity: 'warning',
          subject: {
            kind: 'Ingress',
            namespace: ingresses[0].namespace,
            name: ingresses[0].name,
          },
          title: `${host}${path} is claimed by ${names.length} Ingresses`,
          cause: `${list(
            names,
          )} have the same host and path. The controller serves the oldest, and its webhook refuses changes to the others.`,
          remedy:
            'Give each its own path or host, or merge them into one Ingress.',
          workloads: [],
        };
      });
  },
};
