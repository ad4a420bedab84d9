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

import { Check } from '../Check';
import { podsOfWorkload } from '../pods';
import { count, labelText } from '../text';

/** A route leads to a Service behind which nothing is ready. */
export const ingressRouteNoEndpoints: Check = {
  code: 'ingress-route-no-endpoints',
  about: 'Every route leads to a Service with at least one ready pod.',
  needs: ['ingresses', 'services', 'endpointSlices'],
  run: ({ ingress, snapshot }) =>
    ingress.routes
      .filter(({ state }) => state === 'noEndpoints')
      .map(route => {
        const { host, path, namespace, service: name, workload } = route;
        const selector =
          snapshot.services.find(
            service => service.namespace === namespace && service.name === name,
          )?.selector ?? {};
        const pods = workload ? podsOfWorkload(snapshot, workload).length : 0;
        return {
          severity: 'critical',
          subject: { kind: 'Ingress', namespace, name: route.ingress },
          title: `${host}${path} leads to Service ${name}, which has no ready pods`,
          cause: `Service ${name} selects ${
            labelText(selector) || 'no labels'
          }, and none of its pods is ready${
            pods > 0 ? ` (${count(pods, 'pod')} of ${workload} exist)` : ''
          }, so clients get 503.`,
          remedy: `Look at the pods: kubectl -n ${namespace} get pods -l '${labelText(
            selector,
          )}'. If there are none, compare the labels of the pods with the selector of the Service.`,
          workloads: workload ? [workload] : [],
        };
      }),
};
