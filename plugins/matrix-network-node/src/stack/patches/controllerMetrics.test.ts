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
import { controllerMetrics } from './controllerMetrics';

it('turns metrics on where the manifest turns them off, and names their port', () => {
  const objects = controllerMetrics(miniatureIngress.objects);

  expect(find(objects, 'Deployment', 'ingress-nginx-controller')).toMatchObject(
    {
      spec: {
        template: {
          spec: {
            containers: [
              {
                args: ['/nginx-ingress-controller', '--enable-metrics=true'],
                ports: [
                  { name: 'http' },
                  { name: 'https' },
                  { name: 'webhook' },
                  { name: 'metrics', containerPort: 10254, protocol: 'TCP' },
                ],
              },
            ],
          },
        },
      },
    },
  );
});

it('changes nothing the second time', () => {
  const once = controllerMetrics(miniatureIngress.objects);

  expect(controllerMetrics(once)).toEqual(once);
});
