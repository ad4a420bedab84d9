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
import { nodeLocalController } from './nodeLocalController';

const objects = nodeLocalController(miniatureIngress.objects);
const daemonSet = find(objects, 'DaemonSet', 'ingress-nginx-controller');

it('runs the controller on the ports of every node', () => {
  expect(daemonSet).toMatchObject({
    apiVersion: 'apps/v1',
    spec: {
      updateStrategy: {
        type: 'RollingUpdate',
        rollingUpdate: { maxUnavailable: 1 },
      },
      template: {
        spec: {
          hostNetwork: true,
          dnsPolicy: 'ClusterFirstWithHostNet',
          containers: [
            {
              args: expect.arrayContaining([
                '--report-node-internal-ip-address=true',
              ]),
              ports: [
                { containerPort: 80, hostPort: 80 },
                { containerPort: 443, hostPort: 443 },
                { containerPort: 8443, hostPort: 8443 },
              ],
            },
          ],
        },
      },
    },
  });
});

it('has no field that a DaemonSet does not know', () => {
  expect(daemonSet.spec).not.toHaveProperty('strategy');
  expect(daemonSet.spec).not.toHaveProperty('replicas');
});

it('takes the place of the Deployment', () => {
  expect(objects.filter(({ kind }) => kind === 'Deployment')).toEqual([]);
});
