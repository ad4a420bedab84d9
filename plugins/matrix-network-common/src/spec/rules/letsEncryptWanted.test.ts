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

import { StackSpecInput } from '../StackSpec';
import { validateStackSpec } from '../validateStackSpec';

const fieldsWith = (certificates: StackSpecInput['certificates']) =>
  validateStackSpec({
    name: 'chat-eu',
    kubernetesCluster: 'prod',
    domain: 'chat.example.org',
    targetCcu: 100,
    certificates,
  }).issues.map(({ field }) => field);

it("refuses to leave out the spec's own issuer", () => {
  expect(
    fieldsWith({ issuer: 'letsencrypt-staging', letsEncrypt: false }),
  ).toEqual(['certificates.letsEncrypt']);
});

it.each<StackSpecInput['certificates']>([
  { issuer: 'selfsigned', letsEncrypt: false },
  { issuer: 'letsencrypt-prod', letsEncrypt: true },
  { management: 'external', letsEncrypt: false },
])('accepts %j', certificates => {
  expect(fieldsWith(certificates)).toEqual([]);
});
