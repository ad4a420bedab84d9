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

import { createClusterClient } from '@matrix-network/backstage-plugin-matrix-network-node';
import { startKubernetes } from '@matrix-network/test-kubernetes';
import { Api } from './Api';
import { ContractServer, ServerKind } from './ContractServer';

/** The user whom the sandbox's faults speak of; here one without any rights. */
const NOBODY = {
  token: 'nobody',
  user: 'system:serviceaccount:default:sandbox',
};

async function start(): Promise<ContractServer> {
  const kubernetes = await startKubernetes({
    tokens: [`${NOBODY.token},${NOBODY.user},2`],
  });
  const { url, ca, adminToken } = kubernetes;
  const api = new Api({ url, ca, token: adminToken });
  return {
    name: 'kubernetes',
    url,
    ca,
    adminToken,
    api,
    client: () =>
      createClusterClient({
        name: 'kubernetes',
        url,
        token: adminToken,
        caData: Buffer.from(ca).toString('base64'),
      }),
    async forbidden(_, run) {
      const nobody = new Api({ url, ca, token: NOBODY.token });
      try {
        await run(nobody);
      } finally {
        await nobody.close();
      }
    },
    compact: kubernetes.compact,
    async stop() {
      await api.close();
      await kubernetes.stop();
    },
  };
}

/** etcd, kube-apiserver, kube-controller-manager and KWOK. */
export const kubernetesServer: ServerKind = {
  name: 'a real kube-apiserver',
  reachesThisMachine: true,
  start,
};
