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
import { leaveToAutoscaler } from './leaveToAutoscaler';

const deployment = (managers: object[] = []): KubernetesObject => ({
  apiVersion: 'apps/v1',
  kind: 'Deployment',
  metadata: { name: 'x', managedFields: managers },
  spec: { replicas: 3, paused: false },
});

it('leaves replicas to an autoscaler', () => {
  const live = deployment([
    { manager: 'kube-controller-manager', subresource: 'scale' },
  ]);

  expect(leaveToAutoscaler(deployment(), live).spec).toEqual({ paused: false });
});

it('takes them back from people, who would be asked', () => {
  const live = deployment([{ manager: 'kubectl', subresource: 'scale' }]);

  expect(leaveToAutoscaler(deployment(), live).spec).toMatchObject({
    replicas: 3,
  });
});

it('sends what was rendered where there is nothing yet', () => {
  const rendered = deployment();

  expect(leaveToAutoscaler(rendered, undefined)).toBe(rendered);
});
