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
import { controllerSpread } from './controllerSpread';

const labels = {
  'app.kubernetes.io/name': 'ingress-nginx',
  'app.kubernetes.io/instance': 'ingress-nginx',
  'app.kubernetes.io/component': 'controller',
};

it('leaves a single replica as it is', () => {
  expect(controllerSpread(1)(miniatureIngress.objects)).toEqual(
    miniatureIngress.objects,
  );
});

it('adds a disruption budget and spreads over nodes from two replicas on', () => {
  const objects = controllerSpread(2)(miniatureIngress.objects);

  expect(
    find(objects, 'PodDisruptionBudget', 'ingress-nginx-controller'),
  ).toMatchObject({
    metadata: { namespace: 'ingress-nginx' },
    spec: { maxUnavailable: 1, selector: { matchLabels: labels } },
  });
  expect(find(objects, 'Deployment', 'ingress-nginx-controller')).toMatchObject(
    {
      spec: {
        template: {
          spec: {
            topologySpreadConstraints: [
              {
                topologyKey: 'kubernetes.io/hostname',
                labelSelector: { matchLabels: labels },
              },
            ],
          },
        },
      },
    },
  );
});
