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
import { KubernetesApiError } from '../cluster';
import { ObjectsClient } from '../__testUtils__/ObjectsClient';
import { leaveToAutoscaler } from './leaveToAutoscaler';

const deployment = (managers: object[] = []): KubernetesObject => ({
  apiVersion: 'apps/v1',
  kind: 'Deployment',
  metadata: { name: 'x', namespace: 'n', managedFields: managers },
  spec: { replicas: 3, paused: false },
});

const autoscaler = (name: string): KubernetesObject => ({
  apiVersion: 'autoscaling/v2',
  kind: 'HorizontalPodAutoscaler',
  metadata: { name: 'hpa', namespace: 'n' },
  spec: {
    scaleTargetRef: { apiVersion: 'apps/v1', kind: 'Deployment', name },
    maxReplicas: 9,
  },
});

const scaled = deployment([
  { manager: 'kube-controller-manager', subresource: 'scale' },
]);

const scalingOf = (
  live: KubernetesObject | undefined,
  client = new ObjectsClient(),
) => leaveToAutoscaler(deployment(), live, { client });

it('leaves replicas to an autoscaler that is there', async () => {
  const client = new ObjectsClient([autoscaler('other'), autoscaler('x')]);

  expect(await scalingOf(scaled, client)).toEqual({
    object: { ...deployment(), spec: { paused: false } },
    isLeftover: false,
  });
});

it('takes them back when it is gone', async () => {
  const client = new ObjectsClient([autoscaler('other')]);

  expect(await scalingOf(scaled, client)).toEqual({
    object: deployment(),
    isLeftover: true,
  });
});

it('leaves them, and says so, where it may not look', async () => {
  const client = new ObjectsClient();
  client.list = async () => {
    throw new KubernetesApiError({ statusCode: 403, message: 'forbidden' });
  };

  expect(await scalingOf(scaled, client)).toEqual({
    object: { ...deployment(), spec: { paused: false } },
    isLeftover: false,
    note: 'its replicas stay as they are: an autoscaler has set them, and the portal may not list horizontalpodautoscalers.autoscaling in namespace n to see whether it is still there',
  });
});

it('asks for nothing where no autoscaler has ever been', async () => {
  const client = new ObjectsClient([autoscaler('x')]);
  const list = jest.spyOn(client, 'list');
  // People who scale are asked, by a conflict.
  const byHand = deployment([{ manager: 'kubectl', subresource: 'scale' }]);

  for (const live of [undefined, deployment(), byHand]) {
    expect(await scalingOf(live, client)).toEqual({
      object: deployment(),
      isLeftover: false,
    });
  }
  expect(list).not.toHaveBeenCalled();
});
