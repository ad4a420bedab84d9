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

import { find } from '../../__testUtils__/find';
import { miniatureIngress } from '../../__testUtils__/miniature';
import { aSpec } from '../../__testUtils__/specs';
import { controllerService } from './controllerService';

function serviceWith(ingress: Parameters<typeof aSpec>[0]) {
  const { ingress: settings } = aSpec(ingress);
  const objects = controllerService(settings)(miniatureIngress.objects);
  return find(objects, 'Service', 'ingress-nginx-controller');
}

it('fixes the NodePorts and keeps the addresses of clients', () => {
  expect(serviceWith({})).toMatchObject({
    spec: {
      type: 'NodePort',
      externalTrafficPolicy: 'Local',
      ports: [
        { port: 80, nodePort: 30080, protocol: 'TCP' },
        { port: 443, nodePort: 30443, protocol: 'TCP' },
      ],
    },
  });
});

it('takes the NodePorts of the spec', () => {
  const ingress = { nodePorts: { http: 30180, https: 30543 } };

  expect(serviceWith({ ingress })).toMatchObject({
    spec: { ports: [{ nodePort: 30180 }, { nodePort: 30543 }] },
  });
});

it('leaves the ports of a load balancer to the cloud', () => {
  const service = serviceWith({ ingress: { exposure: 'loadBalancer' } });

  expect(service).toMatchObject({
    spec: { type: 'LoadBalancer', externalTrafficPolicy: 'Local' },
  });
  expect(JSON.stringify(service)).not.toContain('nodePort');
});

it('keeps a node-local controller inside: clients reach the nodes themselves', () => {
  const service = serviceWith({ ingress: { exposure: 'nodeLocal' } });

  expect(service).toMatchObject({ spec: { type: 'ClusterIP' } });
  // The API refuses this field on a Service that is not exposed.
  expect(JSON.stringify(service)).not.toContain('externalTrafficPolicy');
});
