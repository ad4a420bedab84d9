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
import { controllerConfig, controllerSettings } from './controllerConfig';

/** Keys that ingress-nginx documents; it ignores others without a word. */
const documentedKeys = [
  'allow-snippet-annotations',
  'limit-req-status-code',
  'max-worker-connections',
  'proxy-body-size',
  'proxy-read-timeout',
  'proxy-send-timeout',
  'ssl-ciphers',
  'ssl-protocols',
  'use-forwarded-headers',
  'worker-processes',
];

it('replaces `data: null` with the settings of the specification', () => {
  const objects = controllerConfig(miniatureIngress.objects);

  expect(find(objects, 'ConfigMap', 'ingress-nginx-controller')).toMatchObject({
    data: {
      'proxy-body-size': '100m',
      'proxy-read-timeout': '600',
      'proxy-send-timeout': '600',
      'ssl-protocols': 'TLSv1.2 TLSv1.3',
      'allow-snippet-annotations': 'false',
      'use-forwarded-headers': 'false',
    },
  });
});

it('uses documented keys only', () => {
  expect(Object.keys(controllerSettings).sort()).toEqual(documentedKeys);
});

it('allows only ciphers with forward secrecy and authenticated encryption', () => {
  for (const cipher of controllerSettings['ssl-ciphers'].split(':')) {
    expect(cipher).toMatch(/^ECDHE-(ECDSA|RSA)-AES(128|256)-GCM-SHA(256|384)$/);
  }
});
