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

import { parseStackSpec } from '../parseStackSpec';
import { StackSpecInput } from '../StackSpec';
import { releaseEndOfLife } from './releaseEndOfLife';

const fieldsWith = (certificates: StackSpecInput['certificates']) =>
  releaseEndOfLife(
    parseStackSpec({
      name: 'chat-eu',
      kubernetesCluster: 'prod',
      domain: 'chat.example.org',
      targetCcu: 100,
      certificates,
    }),
    {},
  ).map(({ field }) => field);

it('says of ingress-nginx that it is retired, whichever release it is', () => {
  expect(fieldsWith({})).toEqual(['ingress.release']);
});

it('says it of an old cert-manager, where the stack installs it', () => {
  expect(fieldsWith({ release: '1.14.0' })).toEqual([
    'ingress.release',
    'certificates.release',
  ]);
  expect(fieldsWith({ release: '1.14.0', management: 'existing' })).toEqual([
    'ingress.release',
  ]);
});
