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
  ClusterClient,
  createClusterClient,
  rbacObjects,
  RbacOptions,
  RbacRole,
} from '@matrix-network/backstage-plugin-matrix-network-node';
import { startKubernetes } from '@matrix-network/test-kubernetes';
import { Api } from '../servers';
import { startWebhookServer } from '../servers/webhookServer';
import { textAt } from '../topics/helpers';
import { playPrograms } from './playedPrograms';
import { startPodNetwork } from './podNetwork';
import { Asked, startRecordingProxy } from './recordingProxy';

const ACCOUNTS = 'matrix-network';

/** An account of the product, with the rights that its roles have and no more. */
export interface Account {
  client: ClusterClient;
  /** All that it has asked for so far. */
  asked(): Asked[];
}

/** A real API server on which a stack can be installed. */
export interface StackServer {
  api: Api;
  /** Makes an account from the product's own manifest. */
  account(
    name: string,
    roles: readonly RbacRole[],
    options?: Pick<
      RbacOptions,
      'certificates' | 'fullUninstall' | 'ingressController'
    >,
  ): Promise<Account>;
  stop(): Promise<void>;
}

/** Starts one; what no kubelet runs is played. */
export async function startStackServer(): Promise<StackServer> {
  const webhook = await startWebhookServer({
    names: [
      'cert-manager-webhook.cert-manager.svc',
      'ingress-nginx-controller-admission.ingress-nginx.svc',
    ],
  });
  const network = await startPodNetwork(webhook.port);
  const kubernetes = await startKubernetes({ podNetwork: network.socket });
  const { url, ca, adminToken } = kubernetes;
  const api = new Api({ url, ca, token: adminToken });
  const admin = createClusterClient({
    name: 'admin',
    url,
    token: adminToken,
    caData: Buffer.from(ca).toString('base64'),
  });
  const proxy = await startRecordingProxy({ url, ca });
  const ending = new AbortController();
  const played = playPrograms(api, { ca: webhook.ca, signal: ending.signal });
  return {
    api,
    async account(name, roles, options) {
      for (const role of roles) {
        const objects = rbacObjects({
          ...options,
          role,
          namespaces: ['matrix'],
          serviceAccount: { namespace: ACCOUNTS, name },
        });
        for (const object of objects) {
          const own = /Role/.test(object.kind) ? ownedBy(object, name) : object;
          await admin.apply(own, { fieldManager: 'kubectl' });
        }
      }
      const { body } = await api.create(
        `/api/v1/namespaces/${ACCOUNTS}/serviceaccounts/${name}/token`,
        {
          apiVersion: 'authentication.k8s.io/v1',
          kind: 'TokenRequest',
          spec: { expirationSeconds: 3600 },
        },
      );
      const token = textAt(body, 'status', 'token');
      return {
        client: createClusterClient({ name, url: proxy.url, token }),
        asked: () => proxy.asked(token),
      };
    },
    async stop() {
      ending.abort();
      await played;
      await proxy.stop();
      await api.close();
      await kubernetes.stop();
      await network.stop();
      await webhook.stop();
    },
  };
}

/** Each account's roles have its name in theirs, so that taking away from one leaves the others. */
function ownedBy<T extends { metadata: { name: string }; roleRef?: unknown }>(
  object: T,
  account: string,
): T {
  const named = (name: string) => `${name}-${account}`;
  const { roleRef } = object;
  return {
    ...object,
    metadata: { ...object.metadata, name: named(object.metadata.name) },
    ...(typeof roleRef === 'object' &&
      roleRef !== null &&
      'name' in roleRef && {
        roleRef: { ...roleRef, name: named(String(roleRef.name)) },
      }),
  };
}
