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
import { hookProductOf } from '../HookProduct';
import { admissionJobs } from './admissionJobs';

const objects = admissionJobs(miniatureIngress.objects);

it('says of each admission Job what it makes', () => {
  expect(
    hookProductOf(find(objects, 'Job', 'ingress-nginx-admission-create')),
  ).toEqual({
    kind: 'Secret',
    namespace: 'ingress-nginx',
    name: 'ingress-nginx-admission',
  });
  expect(
    hookProductOf(find(objects, 'Job', 'ingress-nginx-admission-patch')),
  ).toEqual({
    kind: 'CaBundle',
    webhookConfiguration: 'ingress-nginx-admission',
    secret: { namespace: 'ingress-nginx', name: 'ingress-nginx-admission' },
  });
});

it('takes nothing else for a hook', () => {
  const deployment = find(objects, 'Deployment', 'ingress-nginx-controller');

  expect(hookProductOf(deployment)).toBeUndefined();
});
