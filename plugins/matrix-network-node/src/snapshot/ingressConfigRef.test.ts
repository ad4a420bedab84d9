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

import { KubernetesObject } from '@matrix-network/backstage-plugin-matrix-network-common';
import { ingressConfigRef } from './ingressConfigRef';

const controller = (...args: string[]): KubernetesObject => ({
  apiVersion: 'apps/v1',
  kind: 'DaemonSet',
  metadata: { name: 'c', namespace: 'web' },
  spec: { template: { spec: { containers: [{ image: 'x', args }] } } },
});

it('follows the flag of the controller', () => {
  expect(
    ingressConfigRef([
      controller('--v=2'),
      controller('--configmap=$(POD_NAMESPACE)/settings'),
    ]),
  ).toMatchObject({ namespace: 'web', name: 'settings' });
});

it("looks where upstream's manifest has it otherwise", () => {
  expect(ingressConfigRef([])).toMatchObject({
    namespace: 'ingress-nginx',
    name: 'ingress-nginx-controller',
  });
});
