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

import { findIngressService } from '../ingressController';
import { Check } from '../Check';
import { reapply } from './remedies';

/** The NodePorts are not the ones that the spec promises to what is in front. */
export const ingressNodePorts: Check = {
  code: 'ingress-node-ports',
  about: "The ingress controller's Service has the NodePorts of the spec.",
  needs: ['services', 'deployments', 'daemonSets'],
  run({ spec, snapshot, ingress, ingressController }) {
    // One of others has the ports that they gave it.
    const isOurs = snapshot.facts.ingressController === undefined;
    if (spec.ingress.exposure !== 'nodePort' || !ingressController || !isOurs) {
      return [];
    }
    const service = findIngressService(snapshot, ingressController);
    const wanted = spec.ingress.nodePorts;
    const found = ingress.nodePorts ?? {};
    const wrong = (['http', 'https'] as const).filter(
      port => found[port] !== wanted[port],
    );
    if (wrong.length === 0) {
      return [];
    }
    const subject = {
      kind: 'Service',
      namespace: ingressController.namespace,
      name: service?.name ?? 'ingress-nginx-controller',
    };
    return [
      {
        severity: 'warning',
        subject,
        title: 'The NodePorts of the ingress controller are not as specified',
        cause: service
          ? `${wrong
              .map(
                port =>
                  `${port} is on ${found[port] ?? 'no NodePort'} instead of ${
                    wanted[port]
                  }`,
              )
              .join(
                ', ',
              )}: a balancer in front that goes by the spec finds nobody.`
          : 'No Service leads to ports 80 and 443 of the controller.',
        remedy: `${reapply}. If another Service has taken a port, this finds it: kubectl get services -A | grep -E '${wanted.http}|${wanted.https}'`,
        workloads: ['ingress-nginx'],
      },
    ];
  },
};
