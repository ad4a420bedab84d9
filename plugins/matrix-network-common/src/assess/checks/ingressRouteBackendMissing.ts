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

import { distance } from 'fastest-levenshtein';
import { AssessContext } from '../AssessContext';
import { Check } from '../Check';

/** A Service whose name is nearly the one that the route asks for. */
function nearService(
  wanted: string,
  { snapshot }: AssessContext,
): string | undefined {
  return snapshot.services
    .filter(({ namespace }) => namespace === snapshot.namespace)
    .map(({ name }) => ({ name, far: distance(name, wanted) }))
    .filter(({ far }) => far <= Math.max(2, Math.floor(wanted.length / 3)))
    .sort((a, b) => a.far - b.far)[0]?.name;
}

/** A route leads to a Service that does not exist. */
export const ingressRouteBackendMissing: Check = {
  code: 'ingress-route-backend-missing',
  about: 'Every route leads to a Service that exists.',
  needs: ['ingresses', 'services'],
  run: context =>
    context.ingress.routes
      .filter(({ state }) => state === 'serviceMissing')
      .map(({ host, path, service, ingress, namespace }) => {
        const near = nearService(service, context);
        return {
          severity: 'critical',
          subject: { kind: 'Ingress', namespace, name: ingress },
          title: `${host}${path} leads to Service ${service}, which does not exist`,
          cause: `Ingress ${ingress} names Service ${service} as the backend, and namespace ${namespace} has none of that name, so clients get 503.${
            near ? ` There is a Service ${near}.` : ''
          }`,
          remedy: near
            ? `If ${near} is meant, correct the backend: kubectl -n ${namespace} edit ingress ${ingress}. Otherwise deploy what Service ${service} belongs to.`
            : `Deploy what Service ${service} belongs to, or take the path out: kubectl -n ${namespace} edit ingress ${ingress}.`,
          workloads: [],
        };
      }),
};
