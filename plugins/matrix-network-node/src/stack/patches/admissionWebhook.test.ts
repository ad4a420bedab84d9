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
import { admissionWebhook } from './admissionWebhook';

it('leaves the failure policy, which defaults to Fail, to the admission Job', () => {
  const objects = admissionWebhook(miniatureIngress.objects);
  const webhook = find(
    objects,
    'ValidatingWebhookConfiguration',
    'ingress-nginx-admission',
  );

  expect(JSON.stringify(webhook)).not.toContain('failurePolicy');
  expect(webhook).toMatchObject({
    webhooks: [{ name: 'validate.nginx.ingress.kubernetes.io' }],
  });
});
