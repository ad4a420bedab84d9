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
import { sandbox, startDemoCluster } from '@matrix-network/sandbox-cluster';
import { Api } from './Api';
import { ContractServer, ServerKind } from './ContractServer';

const TOKEN = 'contract';

async function start(): Promise<ContractServer> {
  const cluster = await startDemoCluster(sandbox, {
    token: TOKEN,
    port: 0,
    delayMs: 20,
  });
  const { url } = cluster;
  const api = new Api({ url, token: TOKEN });
  const setFaults = async (faults: object) => {
    const { status, body } = await api.request('PUT', '/sandbox/faults', {
      body: faults,
    });
    if (status !== 200) {
      throw new Error(`/sandbox/faults: ${status} ${JSON.stringify(body)}`);
    }
  };
  return {
    name: 'sandbox',
    url,
    adminToken: TOKEN,
    api,
    client: () => createClusterClient({ name: 'sandbox', url, token: TOKEN }),
    async forbidden(rule, run) {
      await setFaults({ forbid: [{ ...rule, verbs: ['*'] }] });
      try {
        await run(api);
      } finally {
        await setFaults({});
      }
    },
    async compact() {
      cluster.store.storage.compact();
    },
    async stop() {
      await api.close();
      await cluster.close();
    },
  };
}

/** The sandbox, with its controllers. */
export const sandboxServer: ServerKind = {
  name: 'the sandbox',
  reachesThisMachine: false,
  start,
};
