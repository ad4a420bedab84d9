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
import { isTransient, KubernetesApiError } from '../cluster';
import { ObjectsClient } from '../__testUtils__/ObjectsClient';
import { explainNodePort } from './explainNodePort';

const service = (name: string, nodePort: number): KubernetesObject => ({
  apiVersion: 'v1',
  kind: 'Service',
  metadata: { name, namespace: 'ingress-nginx' },
  spec: { ports: [{ port: 80, nodePort }] },
});

const refused = new KubernetesApiError({
  statusCode: 422,
  reason: 'Invalid',
  message:
    'Service "ours" is invalid: spec.ports[0].nodePort: Invalid value: 30080: provided port is already allocated',
});

const explain = (error: unknown, existing: KubernetesObject[]) =>
  explainNodePort(error, service('ours', 30080), {
    client: new ObjectsClient(existing),
  });

it('names the Service that has the port, and does not try again', async () => {
  const error = await explain(refused, [
    service('other', 30443),
    service('taker', 30080),
  ]);
  expect(error).toMatchObject({
    message: 'NodePort 30080 is taken by Service ingress-nginx/taker',
  });
  expect(isTransient(error)).toBe(false);
});

it.each([
  ['nobody has it', []],
  ['its own Service has come meanwhile', [service('ours', 30080)]],
])('is worth another try where %s', async (_, existing) => {
  expect(isTransient(await explain(refused, existing))).toBe(true);
});

it('says why nobody has it, and what to do', async () => {
  await expect(explain(refused, [])).resolves.toMatchObject({
    message:
      "NodePort 30080 is allocated, but no Service has it: an interrupted request has left it so. The API server frees it by itself within ten minutes; another port in the spec's ingress.nodePorts is quicker",
  });
});

it('leaves every other error as it is', async () => {
  const other = new KubernetesApiError({ statusCode: 422, message: 'no' });
  await expect(explain(other, [])).resolves.toBe(other);
});
