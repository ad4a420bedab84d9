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

import {
  FIELD_MANAGER,
  KubernetesObject,
} from '@matrix-network/backstage-plugin-matrix-network-common';
import {
  startKubernetes,
  TestKubernetes,
} from '@matrix-network/test-kubernetes';
import { Agent, request } from 'node:https';
import { setTimeout as sleep } from 'node:timers/promises';
import { ClusterClient, createClusterClient } from '../cluster';
import { refOf } from '../cluster/refOf';
import { recorder, stackOf } from '../__testUtils__/stacks';
import { administratorOf, describeReal } from './__testUtils__/realServer';
import { applyStack } from './applyStack';

jest.setTimeout(60_000);

const service = (name: string, nodePort: number): KubernetesObject => ({
  apiVersion: 'v1',
  kind: 'Service',
  metadata: {
    name,
    namespace: 'default',
    labels: { 'app.kubernetes.io/managed-by': 'matrix-network' },
  },
  spec: {
    type: 'NodePort',
    selector: { app: name },
    ports: [{ name: 'http', port: 80, protocol: 'TCP', nodePort }],
  },
});

describeReal('NodePorts on a real kube-apiserver', () => {
  let server: TestKubernetes;
  let client: ClusterClient;

  beforeAll(async () => {
    server = await startKubernetes();
    client = createClusterClient(administratorOf(server));
  }, 120_000);

  afterAll(() => server?.stop());

  const apply = (object: KubernetesObject) =>
    applyStack({ client, stack: stackOf({ objects: [object] }) });

  /** What this product owns of a Service. */
  async function owned(object: KubernetesObject) {
    const live = await client.get(refOf(object));
    return live?.metadata.managedFields
      ?.filter(({ manager }) => manager === FIELD_MANAGER)
      .map(({ operation, fieldsV1 }) => ({ operation, fieldsV1 }));
  }

  /** By which a Service was made that went in as one request. */
  async function ownedByApply() {
    const twin = service('twin', 30079);
    await client.apply(twin, { fieldManager: FIELD_MANAGER });
    return owned(twin);
  }

  it('a Service that names them is owned as if by server-side apply alone', async () => {
    const made = service('made', 30080);

    await expect(apply(made)).resolves.toMatchObject({ created: 1 });

    expect(await owned(made)).toEqual(await ownedByApply());
    await expect(apply(made)).resolves.toMatchObject({ unchanged: 1 });
  });

  it('a Service whose apply got no further than its creation is, too, after a rerun', async () => {
    const begun = service('begun', 30081);
    await client.apply(begun, { fieldManager: FIELD_MANAGER, creates: true });

    await expect(apply(begun)).resolves.toMatchObject({ changed: 1 });

    expect(await owned(begun)).toEqual(await ownedByApply());
  });

  /** A server-side apply whose client goes away before the answer. */
  async function cutOff(object: KubernetesObject): Promise<void> {
    const { name, namespace } = object.metadata;
    const agent = new Agent();
    const sent = request(
      `${server.url}/api/v1/namespaces/${namespace}/services/${name}?fieldManager=x`,
      {
        method: 'PATCH',
        agent,
        ca: server.ca,
        headers: {
          authorization: `Bearer ${server.adminToken}`,
          'content-type': 'application/apply-patch+yaml',
        },
      },
    );
    await new Promise<void>(resolve => {
      sent.on('error', () => resolve());
      sent.on('response', () => resolve());
      sent.on('finish', () => setTimeout(() => sent.destroy(), 2));
      sent.end(JSON.stringify(object));
    });
    agent.destroy();
    await sleep(200);
  }

  const isFree = (nodePort: number) =>
    client
      .apply(service('asking', nodePort), { fieldManager: 'x', dryRun: true })
      .then(
        () => true,
        () => false,
      );

  /** Tries until it happens: it does about two times out of three. */
  async function leave(nodePort: number): Promise<void> {
    const left = service('left', nodePort);
    for (;;) {
      await cutOff(left);
      if (await client.exists(refOf(left))) {
        await client.delete(refOf(left));
      } else if (!(await isFree(nodePort))) {
        return;
      }
    }
  }

  it('that an interrupted request has left allocated are waited for, and explained', async () => {
    await leave(30082);
    const { events, onProgress } = recorder();
    const why =
      "NodePort 30082 is allocated, but no Service has it: an interrupted request has left it so. The API server frees it by itself within ten minutes; another port in the spec's ingress.nodePorts is quicker";

    await expect(
      applyStack({
        client,
        stack: stackOf({ objects: [service('waiting', 30082)] }),
        onProgress,
        retry: { attempts: 1, nodePortTimeout: 1_000 },
      }),
    ).rejects.toThrow(`Service default/waiting could not be applied: ${why}`);

    expect(events.filter(({ type }) => type === 'message')).toEqual([
      {
        type: 'message',
        level: 'warning',
        message: `Service default/waiting is tried again: ${why}`,
      },
    ]);
  });
});
