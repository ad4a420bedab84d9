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
import { controllerReplicas } from './controllerReplicas';

it("sets the controller's replicas and nothing else", () => {
  const before = miniatureIngress.objects;
  const after = controllerReplicas(5)(before);

  expect(find(after, 'Deployment', 'ingress-nginx-controller')).toMatchObject({
    spec: { replicas: 5 },
  });
  expect(
    after.filter((object, index) => object !== before[index]),
  ).toHaveLength(1);
});

it('refuses a release without that Deployment', () => {
  expect(() => controllerReplicas(5)([])).toThrow(
    "has no Deployment 'ingress-nginx-controller'",
  );
});
